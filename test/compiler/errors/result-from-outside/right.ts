import { forEach, pipeline } from "pipewright";
import { ingest, say, train } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { examples } = ingest({ source: "a.csv" });
  const loop = forEach([1, 2], (epochs) => ({ auc: train({ examples, epochs }).auc }));
  say({ what: loop.auc });
});
