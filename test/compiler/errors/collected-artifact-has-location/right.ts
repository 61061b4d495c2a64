import { pipeline, s3 } from "pipewright";
import { infer, ingest } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { examples } = ingest({ source: "a.csv" });
  infer({ examples }).with({ outputs: { schema: { location: s3("schemas/latest") } } });
});
