import { type NumberRef, onExit, pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "taxi" }, () => {
  let rows: NumberRef | undefined;
  onExit(() => {
    rows = ingest({ source: "a.csv" }).rows;
  });
  say({ what: rows });
});
