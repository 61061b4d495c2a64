import { onExit, pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

const part = pipeline({ name: "part" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  onExit((run) => {
    say({ what: run.failures });
    say({ what: run.ifMade(rows) });
  });
});

export default pipeline({ name: "taxi" }, () => {
  part();
});
