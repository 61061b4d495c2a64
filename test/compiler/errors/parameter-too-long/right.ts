import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: "x".repeat(98_302) });
});
