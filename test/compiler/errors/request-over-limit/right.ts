import { gibibytes, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({ resources: { memory: { request: gibibytes(4), limit: gibibytes(8) } } });
});
