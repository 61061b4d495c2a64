import { http, pipeline, secret } from "pipewright";

const s = http({
  name: "ping",
  url: "https://example.org/",
  headers: { "Content-Type": "a b; c=d", X_Odd: "b", Authorization: secret("a", "b") },
});

export default pipeline({ name: "right" }, () => {
  s();
});
