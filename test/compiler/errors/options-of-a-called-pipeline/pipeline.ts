import { days, pipeline } from "pipewright";
import { say } from "../parts.ts";

const inner = pipeline({ name: "inner", options: { ttl: days(1) } }, () => {
  say({ what: 1 });
});

export default pipeline({ name: "wrong" }, () => {
  inner();
});
