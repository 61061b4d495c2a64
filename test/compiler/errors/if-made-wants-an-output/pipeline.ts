import { onExit, pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "taxi" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  onExit((run) => {
    say({ what: run.ifMade(rows.plus(1)) });
  });
});
