import { file, pipeline, when } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  // @ts-expect-error a file is no number
  when(rows.eq(file("a.csv")), () => void say({ what: 1 }));
});
