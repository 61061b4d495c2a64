import { emptyDir, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ volumes: { Scratch_1: emptyDir(), tmp: emptyDir() } });
});
