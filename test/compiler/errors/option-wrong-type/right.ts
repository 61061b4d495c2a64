import { emptyDir, lastTry, pipeline, seconds } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right", defaults: { labels: { team: "ranking" } }, options: { ttl: seconds(3600) } }, () => {
  say({ what: 1 }).with({ retry: { limit: 3, when: lastTry.errored.or(lastTry.exitCode.in(75)) }, timeout: "1h" });
  say({ what: 2 }).with({ resources: { cpu: { request: "500m", limit: 1 } }, cache: false });
  say({ what: 3 }).with({ env: { A: "1" }, mounts: { "/scratch": emptyDir() } });
});
