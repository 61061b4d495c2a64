import { pipeline, when } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  when(rows.gt(10), () => void say({ what: 1 })).elseWhen(rows.gt(10), () => void say({ what: 2 }));
});
