import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right", options: { podDisruptionBudget: { minAvailable: "50%" } } }, () => {
  say({ what: 1 });
});
