import { onExit, pipeline, when } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "taxi" }, () => {
  const { good } = ingest({ source: "a.csv" });
  onExit((run) => {
    when(run.ifMade(good).orElse(false), () => say({ what: run.status }));
  });
});
