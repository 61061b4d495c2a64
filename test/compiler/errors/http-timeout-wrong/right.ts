import { http, pipeline } from "pipewright";

const s = http({ name: "ping", url: "https://example.org/", timeout: "1m30s" });

export default pipeline({ name: "right" }, () => {
  s();
});
