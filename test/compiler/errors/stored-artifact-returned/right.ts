import { Examples, pipeline, s3, stored, when } from "pipewright";
import { infer, ingest } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { good, examples } = ingest({ source: "a.csv" });
  when(good, () => {
    infer({ examples });
  }).otherwise(() => {
    infer({ examples: stored(Examples, s3("examples/old")) });
  });
});
