import { pipeline, projected } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ mounts: { "/id": projected([{ serviceAccountToken: { path: "token", seconds: 60 } }]) } });
});
