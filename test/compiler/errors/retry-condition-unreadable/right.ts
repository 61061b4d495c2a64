import { lastTry, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({
    retry: { limit: 2, when: lastTry.exitCode.in(75, 137).or(lastTry.message.matches("(?i)evicted|preempt")) },
  });
});
