import { http, pipeline } from "pipewright";

const s = http({
  name: "ping",
  url: "https://example.org/",
  headers: { "Content Type": "a", Accept: "b", accept: "c", "X-Lines": "d\ne" },
});

export default pipeline({ name: "wrong" }, () => {
  s();
});
