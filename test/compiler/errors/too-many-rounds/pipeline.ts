import { pipeline, repeatUntil } from "pipewright";
import { ingest, train } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { examples } = ingest({ source: "a.csv" });
  repeatUntil(
    () => ({ auc: train({ examples, epochs: 3 }).auc }),
    (round) => round.auc.gt(0.9),
    { max: 1000 },
  );
});
