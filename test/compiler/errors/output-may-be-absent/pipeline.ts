import { pipeline, when } from "pipewright";
import { infer, ingest, say, train } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { examples, good } = ingest({ source: "a.csv" });
  let auc: unknown;
  when(good, () => {
    infer({ examples });
    auc = train({ examples, epochs: 3 }).auc;
  });
  say({ what: auc });
});
