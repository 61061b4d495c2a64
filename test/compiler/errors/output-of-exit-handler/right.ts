import { onExit, pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "taxi" }, () => {
  say({ what: 1 });
  onExit(() => {
    const { rows } = ingest({ source: "a.csv" });
    say({ what: rows });
  });
});
