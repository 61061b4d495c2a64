import { pipeline, suspend } from "pipewright";
import { ingest, say } from "../parts.ts";

const prepare = pipeline({ name: "prepare" }, () => ({ rows: ingest({ source: "a.csv" }).rows }));

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ name: "Say it" });
  say({ what: 2 }).with({ name: "not" });
  say({ what: 3 }).with({ name: "main" });
  prepare().with({ name: "prepare-everything-that-the-model-of-this-year-will-need" });
  suspend("1h").with({ name: "2-hours" });
});
