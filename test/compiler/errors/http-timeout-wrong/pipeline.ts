import { http, pipeline } from "pipewright";

const s = http({ name: "ping", url: "https://example.org/", timeout: "soon" });

export default pipeline({ name: "wrong" }, () => {
  s();
});
