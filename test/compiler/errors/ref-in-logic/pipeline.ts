import { pipeline, when } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { good, rows } = ingest({ source: "a.csv" });
  when(good && rows.gt(3), () => void say({ what: "both" }));
  // @ts-expect-error a condition is always true to JavaScript
  when(!good, () => void say({ what: "not good" }));
  say({ what: good || rows });
});
