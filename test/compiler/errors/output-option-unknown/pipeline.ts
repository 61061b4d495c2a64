import { pipeline, s3 } from "pipewright";
import { ingest } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  ingest({ source: "a.csv" }).with({ outputs: { example: { location: s3("examples") }, rows: { gc: "never" } } });
});
