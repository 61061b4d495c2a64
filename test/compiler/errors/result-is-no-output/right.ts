import { forEach, pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const loop = forEach(["a.csv", "b.csv"], (source) => ({ rows: ingest({ source }).rows }));
  say({ what: loop.rows });
});
