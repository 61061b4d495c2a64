import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  for (let what = 0; what < 201; what++) say({ what });
});
