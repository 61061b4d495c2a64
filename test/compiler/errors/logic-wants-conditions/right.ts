import { and, not, or, pipeline, when } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { good, rows } = ingest({ source: "a.csv" });
  when(and(good, or(not(good), rows.gt(3))), () => {
    say({ what: 1 });
  });
});
