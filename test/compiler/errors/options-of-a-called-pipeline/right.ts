import { days, pipeline } from "pipewright";
import { say } from "../parts.ts";

const inner = pipeline({ name: "inner", defaults: { retry: 2 } }, () => {
  say({ what: 1 });
});

export default pipeline({ name: "right", options: { ttl: days(1) } }, () => {
  inner();
});
