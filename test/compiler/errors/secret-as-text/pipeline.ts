import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ env: { DB_PASSWORD: "hunter2-hunter2" } });
  say({ what: 2 }).with({ env: { REGISTRY_TOKEN: "s9dXk2Lq81mZ0p" } });
});
