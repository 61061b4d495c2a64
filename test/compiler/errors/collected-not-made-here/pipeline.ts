import { forEach, pipeline, when } from "pipewright";
import { ingest, pick, train } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { examples, good } = ingest({ source: "a.csv" });
  const before = train({ examples, epochs: 1 });
  const trials = forEach([1, 2], (epochs) => {
    const { model } = when(good, () => ({ model: train({ examples, epochs }).model })).otherwise(() => ({ model: before.model }));
    return { model };
  });
  pick({ models: trials.model });
});
