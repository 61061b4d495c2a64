import { http, pipeline } from "pipewright";

const s = http({ name: "ping", url: "example.org/ping" });

export default pipeline({ name: "wrong" }, () => {
  s();
});
