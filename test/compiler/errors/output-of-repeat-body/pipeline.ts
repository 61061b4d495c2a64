import { pipeline, repeatUntil } from "pipewright";
import { ingest, say, train } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { examples } = ingest({ source: "a.csv" });
  let auc: unknown;
  repeatUntil(
    () => {
      const trained = train({ examples, epochs: 3 });
      auc = trained.auc;
      return { auc: trained.auc };
    },
    (round) => round.auc.gt(0.9),
    { max: 3 },
  );
  say({ what: auc });
});
