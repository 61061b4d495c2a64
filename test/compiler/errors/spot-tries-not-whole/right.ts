import { gpu, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({ resources: { gpu: gpu({ spot: { onDemandAfter: 1, startsAnew: true } }) } });
});
