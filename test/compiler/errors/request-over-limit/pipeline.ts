import { gibibytes, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ resources: { memory: { request: gibibytes(8), limit: gibibytes(4) } } });
});
