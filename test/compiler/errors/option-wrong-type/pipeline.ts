import { emptyDir, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong", defaults: { labels: "ranking" as never }, options: { ttl: 3600 as never } }, () => {
  // @ts-expect-error a count is a number
  say({ what: 1 }).with({ retry: { limit: "3" }, timeout: "1h" });
  // @ts-expect-error what a machine has is said part by part
  say({ what: 2 }).with({ resources: 5 });
  // @ts-expect-error variables have names
  say({ what: 3 }).with({ env: ["A=1"], retry: 1.5 });
  // @ts-expect-error nothing is no record
  say({ what: 4 }).with({ mounts: null });
  const { what } = { what: { path: "/data" } };
  say({ what: 5 }).with({ mounts: { "/data": what as never, "/scratch": emptyDir() } });
});
