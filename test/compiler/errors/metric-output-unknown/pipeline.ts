import { gauge, outputMetric, pipeline } from "pipewright";
import { ingest, train } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { examples } = ingest({ source: "a.csv" });
  train({ examples, epochs: 1 }).with({ metrics: [gauge("model_auc", { help: "AUC.", value: outputMetric("acu") })] });
});
