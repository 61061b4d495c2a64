import { onExit, pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "taxi" }, () => {
  const ingested = ingest({ source: "a.csv" });
  ingested.onExit(() => {
    say({ what: ingested.rows });
  });
  onExit(() => {
    say({ what: ingested.rows });
  });
});
