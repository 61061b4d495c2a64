import { pipeline, when } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "taxi" }, () => {
  const ingested = ingest({ source: "a.csv" });
  ingested.onExit((end) => {
    when(end.outputs.good.orElse(false), () => say({ what: end.status }));
  });
});
