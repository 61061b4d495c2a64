import { onExit, onFailure, pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

const part = pipeline({ name: "part" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  onExit((run) => say({ what: run.status.concat(" ", run.name) }));
  onFailure(() => say({ what: "part failed" }));
  return { rows };
});

export default pipeline({ name: "taxi" }, () => {
  const { rows } = part();
  say({ what: rows });
  onExit((run) => say({ what: run.failures }));
});
