import { minutes, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({ retry: { limit: 3, backoff: { duration: minutes(1), factor: 2 } } });
});
