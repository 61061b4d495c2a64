import { and, not, pipeline, when } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { good, rows } = ingest({ source: "a.csv" });
  const loud = [1, 2].length > 1;
  when(and(good, rows.gt(3)), () => void say({ what: "both" }));
  when(not(good), () => void say({ what: loud && "not good" }));
  if (loud && !process.argv0.startsWith("x")) say({ what: loud || rows });
});
