import { pipeline, projected } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({
    mounts: { "/id": projected([{ serviceAccountToken: { path: "token", seconds: 600 } }, { secret: "tls" }]) },
  });
});
