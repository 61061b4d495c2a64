import { durationMetric, histogram, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({
    metrics: [histogram("train_seconds", { help: "Time to train.", value: durationMetric, buckets: [600, 60] })],
  });
});
