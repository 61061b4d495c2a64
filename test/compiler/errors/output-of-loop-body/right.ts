import { forEach, pipeline } from "pipewright";
import { ingest, say, train } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { examples } = ingest({ source: "a.csv" });
  const { auc } = forEach([1, 2], (epochs) => {
    const { auc } = train({ examples, epochs });
    say({ what: auc });
    return { auc };
  });
  say({ what: auc });
});
