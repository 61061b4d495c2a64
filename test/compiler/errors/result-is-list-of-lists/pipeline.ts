import { forEach, pipeline } from "pipewright";
import { ingest, pick, train } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { examples } = ingest({ source: "a.csv" });
  const outer = forEach([1, 2], (epochs) => {
    const inner = forEach([1, 2], () => train({ examples, epochs }));
    return { models: inner.model };
  });
  // @ts-expect-error input "models" wants Model[], got Model[][]
  pick({ models: outer.models });
});
