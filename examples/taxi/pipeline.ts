import { cron, file, forEach, gibibytes, gpu, hours, pipeline, when } from "pipewright";
import { evaluate, ingest, statistics, train, transform, validate } from "pipewright/components";
import { z } from "zod";
import { baselines } from "./baselines.ts";
import { features, label, learningRates, sliceBy, training } from "./features.ts";
import { pickBest } from "./pick-best.ts";
import { summary } from "./summary.ts";

export default pipeline(
  {
    name: "taxi-retrain",
    description: "Learns from Chicago's taxi trips who tips more than a fifth of the fare",
    params: {
      epochs: z.int().positive().default(12).describe("At most this many times through the trips"),
      minAuc: z.number().min(0).max(1).default(0.945).describe("What a model has to reach on trips that it has never seen"),
    },
    schedule: cron("0 3 * * *", { timezone: "America/Chicago", concurrency: "forbid" }),
  },
  ({ epochs, minAuc }) => {
    const { examples } = ingest({
      source: file("data/taxi.csv"),
      splits: { train: 7, eval: 1, test: 2 },
      derive: { [label]: { left: "tips", operator: "gt", right: { column: "fare", times: 0.2 } } },
    });
    const { statistics: found } = statistics({ examples, label });
    const checked = validate({ examples, statistics: found, label });

    when(checked.ok, () => {
      const { transformed, transform: graph } = transform({ examples, features, label, passthrough: sliceBy });
      const simple = baselines({ examples: transformed, label });
      const trials = forEach(learningRates, (learningRate) =>
        train({ examples: transformed, transform: graph, learningRate, epochs, ...training }).with({
          resources: { cpu: 1, memory: gibibytes(4), gpu: gpu(1) },
          retry: 2,
          timeout: hours(2),
        }),
      );
      const best = pickBest({ models: trials.model, scores: trials.auc });
      const report = evaluate({
        examples: transformed,
        model: best.model,
        split: "test",
        sliceBy,
        metricThresholds: { auc: { changeAtLeast: -0.005 } },
        baseline: simple.scores,
      });
      summary({
        minAuc,
        auc: report.auc,
        accuracy: report.accuracy,
        logisticAuc: simple.logisticAuc,
        majorityAccuracy: simple.majorityAccuracy,
        reasons: report.reasons,
      });
    });
  },
);
