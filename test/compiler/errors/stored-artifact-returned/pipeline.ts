import { Examples, pipeline, s3, stored, when } from "pipewright";
import { infer, ingest } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { good, examples } = ingest({ source: "a.csv" });
  const { best } = when(good, () => ({ best: examples })).otherwise(() => ({ best: stored(Examples, s3("examples/old")) }));
  infer({ examples: best });
});
