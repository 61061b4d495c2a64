import { gpu, lastTry, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({
    resources: { gpu: gpu({ spot: { startsAnew: true } }) },
    retry: { limit: 2, when: lastTry.preempted },
  });
});
