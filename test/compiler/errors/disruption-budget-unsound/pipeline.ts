import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong", options: { podDisruptionBudget: { minAvailable: 1, maxUnavailable: 1 } } }, () => {
  say({ what: 1 });
});
