import { pipeline, repeatUntil } from "pipewright";
import { ingest, say, train } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { examples, rows } = ingest({ source: "a.csv" });
  repeatUntil(
    // @ts-expect-error Property "epochs" is missing
    (last) => {
      say({ what: last.epochs });
      return { score: train({ examples, epochs: 3 }).auc };
    },
    () => rows.gt(3),
    { max: 3, start: { epochs: 3 } },
  );
});
