import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong", options: { priority: 1.5 } }, () => {
  say({ what: 1 });
});
