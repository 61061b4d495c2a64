import { pipeline } from "pipewright";
import { say } from "../parts.ts";

say({ what: 0 });

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 });
});
