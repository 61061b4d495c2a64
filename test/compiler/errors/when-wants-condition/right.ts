import { pipeline, when } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { good, rows } = ingest({ source: "a.csv" });
  if (process.argv.length > 0) when(good, () => void say({ what: rows }));
});
