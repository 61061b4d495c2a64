import { pipeline } from "pipewright";
import { say } from "../parts.ts";

throw new RangeError("the module itself is broken");
export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 });
});
