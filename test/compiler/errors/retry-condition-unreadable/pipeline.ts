import { lastTry, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ retry: { limit: 2, when: lastTry.exitCode.in(0, 300) } });
});
