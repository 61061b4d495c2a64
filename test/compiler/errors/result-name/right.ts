import { forEach, pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const loop = forEach(["a.csv"], (source) => ({ row_count2: ingest({ source }).rows }));
  say({ what: loop.row_count2 });
});
