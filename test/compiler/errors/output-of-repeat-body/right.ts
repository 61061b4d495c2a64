import { pipeline, repeatUntil } from "pipewright";
import { ingest, say, train } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { examples } = ingest({ source: "a.csv" });
  const tuned = repeatUntil(
    () => {
      const { auc } = train({ examples, epochs: 3 });
      say({ what: auc });
      return { auc };
    },
    (round) => round.auc.gt(0.9),
    { max: 3 },
  );
  say({ what: tuned.auc });
});
