import { onExit, pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "taxi" }, () => {
  const before = ingest({ source: "a.csv" });
  const ingested = ingest({ source: "b.csv" });
  ingested.onExit((end) => {
    say({ what: before.rows });
    say({ what: end.outputs.rows });
  });
  onExit((run) => {
    const again = ingest({ source: "c.csv" });
    say({ what: again.rows.plus(run.ifMade(ingested.rows).orElse(0)) });
  });
});
