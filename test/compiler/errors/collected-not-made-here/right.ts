import { forEach, pipeline } from "pipewright";
import { ingest, pick, train } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { examples } = ingest({ source: "a.csv" });
  const trials = forEach([1, 2], (epochs) => {
    const { model } = train({ examples, epochs });
    return { model };
  });
  pick({ models: trials.model });
});
