import { forEach, pipeline } from "pipewright";
import { ingest, say, train } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { examples } = ingest({ source: "a.csv" });
  let auc: unknown;
  forEach([1, 2], (epochs) => {
    auc = train({ examples, epochs }).auc;
  });
  say({ what: auc });
});
