import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right", options: { executorServiceAccount: "steps" } }, () => {
  say({ what: 1 }).with({ automountToken: false });
});
