import { Examples, pipeline, s3, stored, when } from "pipewright";
import { infer, ingest, say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { good, examples } = ingest({ source: "a.csv" });
  const { best } = when(good, () => {
    say({ what: 1 });
    return { best: examples };
  }).otherwise(() => {
    say({ what: 2 });
    return { best: stored(Examples, s3("examples/old")) };
  });
  infer({ examples: best });
});
