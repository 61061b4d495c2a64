import { onExit, pipeline, when } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "taxi" }, () => {
  const { good } = ingest({ source: "a.csv" });
  when(good, () => {
    say({ what: "good" });
    onExit((run) => {
      say({ what: run.status });
    });
  });
});
