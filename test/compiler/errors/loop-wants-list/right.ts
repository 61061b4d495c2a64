import { forEach, pipeline, range } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  forEach(range(rows), (item) => void say({ what: item }));
  forEach([1, 2] as const, (item) => void say({ what: item }));
});
