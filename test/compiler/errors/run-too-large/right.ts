import { forEach, pipeline, range } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  // 100 times 100 have room
  forEach(range(100), (row) => {
    forEach(range(100), (column) => void say({ what: row.plus(column) }));
  });
  // nobody knows yet how many these are
  forEach(range(rows), (row) => {
    forEach(range(100), (column) => void say({ what: row.plus(column) }));
  });
});
