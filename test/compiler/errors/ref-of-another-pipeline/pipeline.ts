import { type NumberRef, pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

let rows: NumberRef | undefined;
pipeline({ name: "first" }, () => {
  rows = ingest({ source: "a.csv" }).rows;
});

export default pipeline({ name: "second" }, () => {
  say({ what: rows });
});
