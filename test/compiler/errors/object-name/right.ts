import { pipeline, secret } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({ serviceAccount: "trainer-1", env: { PASSWORD: secret("db.warehouse", "password") } });
});
