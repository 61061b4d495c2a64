import { pipeline, when } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "taxi" }, () => {
  const ingested = ingest({ source: "a.csv" });
  when(ingested.good, () => {
    ingested.onExit((end) => {
      say({ what: end.status });
    });
  });
});
