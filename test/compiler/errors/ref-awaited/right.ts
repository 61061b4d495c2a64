import { pipeline, when } from "pipewright";
import { ingest, say, train } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { good, examples } = ingest({ source: "a.csv" });
  when(good, () => {
    const { auc } = train({ examples, epochs: 3 });
    say({ what: auc });
  });
});
