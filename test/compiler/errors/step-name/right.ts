import { pipeline, suspend } from "pipewright";
import { ingest, say } from "../parts.ts";

const prepare = pipeline({ name: "prepare" }, () => ({ rows: ingest({ source: "a.csv" }).rows }));

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({ name: "say-it" });
  say({ what: 2 }).with({ displayName: "Say it: not" });
  prepare().with({ name: "prepare-all" });
  suspend("1h").with({ name: "two-hours" });
});
