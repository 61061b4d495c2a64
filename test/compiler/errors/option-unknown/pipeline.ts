import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  // @ts-expect-error there is no such option
  say({ what: 1 }).with({ timeOut: "1h" });
});
