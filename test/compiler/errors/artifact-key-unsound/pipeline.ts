import { pipeline, s3 } from "pipewright";
import { ingest } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  ingest({ source: "a.csv" }).with({ outputs: { examples: { location: s3("/data/../examples") } } });
});
