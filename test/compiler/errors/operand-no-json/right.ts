import { pipeline, text, when } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  when(rows.gt(1e300), () => {
    say({ what: text`a turtle 🐢, and \\ud83d as text` });
  });
});
