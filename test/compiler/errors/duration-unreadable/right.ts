import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({ timeout: "30m", retry: { limit: 2, backoff: { duration: "1m30s" } } });
});
