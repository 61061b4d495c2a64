import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  for (let what = 0; what < 200; what++) say({ what });
});
