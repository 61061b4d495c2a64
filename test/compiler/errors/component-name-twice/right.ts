import { pipeline } from "pipewright";
import * as parts from "../parts.ts";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 });
  parts.say({ what: 2 });
});
