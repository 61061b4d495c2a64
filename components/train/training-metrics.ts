import type { MetricsFile } from "../formats/metrics-file.ts";
import type { EpochReport, TrainedModel } from "./trainer.ts";

/** How a training went, for the report: the kept epoch's numbers, and curves over all epochs. */
export function trainingMetrics({ epochs, best }: Pick<TrainedModel, "epochs" | "best">): MetricsFile {
  const curve = (name: string, value: (report: EpochReport) => number) => ({
    name,
    points: epochs.map((report) => [report.epoch, value(report)] as const),
  });
  return {
    format: "pipewright.metrics/1",
    scalars: {
      loss: best.evalLoss,
      accuracy: best.evalAccuracy,
      auc: best.evalAuc,
      trainLoss: best.trainLoss,
      bestEpoch: best.epoch,
      trainedEpochs: epochs.length,
    },
    charts: [
      {
        kind: "line",
        title: "Loss by epoch",
        xLabel: "epoch",
        yLabel: "cross-entropy, nats",
        series: [curve("train", ({ trainLoss }) => trainLoss), curve("eval", ({ evalLoss }) => evalLoss)],
      },
      { kind: "line", title: "AUC by epoch", xLabel: "epoch", yLabel: "AUC", series: [curve("eval", ({ evalAuc }) => evalAuc)] },
      {
        kind: "line",
        title: "Accuracy by epoch",
        xLabel: "epoch",
        yLabel: "accuracy",
        series: [curve("eval", ({ evalAccuracy }) => evalAccuracy)],
      },
    ],
    tables: [],
  };
}
