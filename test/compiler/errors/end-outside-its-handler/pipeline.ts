import { onExit, pipeline, type TextRef } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "taxi" }, () => {
  let status: TextRef | undefined;
  onExit((run) => {
    status = run.status;
    say({ what: run.name });
  });
  ingest({ source: status ?? "a.csv" });
  onExit(() => {
    say({ what: status });
  });
});
