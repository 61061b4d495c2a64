import { pipeline, when } from "pipewright";
import { ingest, say, train } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { examples, good } = ingest({ source: "a.csv" });
  const merged = when(good, () => ({ found: train({ examples, epochs: 3 }).auc })).otherwise(() => ({
    found: train({ examples, epochs: 1 }).model,
  }));
  // @ts-expect-error a value in one branch, an artifact in the other
  say({ what: merged.found });
});
