import { lastTry, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({ queue: "gpus", retry: { limit: 3, when: lastTry.preempted } });
});
