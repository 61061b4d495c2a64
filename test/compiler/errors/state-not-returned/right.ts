import { pipeline, repeatUntil } from "pipewright";
import { ingest, train } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { examples } = ingest({ source: "a.csv" });
  repeatUntil(
    (last) => ({ auc: train({ examples, epochs: 3, tags: ["a"] }).auc, before: last.auc }),
    (round) => round.auc.gt(0.9),
    { max: 3, start: { auc: 0.5 } },
  );
});
