import { minutes, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ retry: { limit: 3, backoff: { duration: minutes(1), factor: 1.5 } } });
});
