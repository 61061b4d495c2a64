import { configMapFiles, pipeline, secret } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({
    env: { DB_PASSWORD: secret("warehouse", "db password") },
    mounts: { "/a": configMapFiles("a", { items: { "a/b": "c" } }) },
  });
});
