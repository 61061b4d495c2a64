import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right", options: { priority: -10 } }, () => {
  say({ what: 1 });
});
