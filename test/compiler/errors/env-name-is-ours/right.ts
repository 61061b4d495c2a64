import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({ env: { PIPEWRIGHTS: "2", MY_PIPEWRIGHT_SEED: "2" } });
});
