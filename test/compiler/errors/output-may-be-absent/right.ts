import { pipeline, when } from "pipewright";
import { ingest, say, train } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { examples, good, rows } = ingest({ source: "a.csv" });
  when(good, () => {
    const { auc } = train({ examples, epochs: 3 });
    when(auc.gt(0.5), () => {
      say({ what: auc });
      say({ what: rows });
    });
  });
});
