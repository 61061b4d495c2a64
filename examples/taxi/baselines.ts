import { component, Examples, Metrics } from "pipewright";
import { z } from "zod";

/** What a model has to beat: always the commoner class, and a logistic regression on the same vectors. */
export const baselines = component({
  name: "baselines",
  description: "Measures two simple models on the transformed trips.",
  params: {
    label: z.string(),
    trainSplit: z.string().default("train"),
    split: z.string().default("test").describe("the split to measure on"),
    ridge: z.number().positive().default(1).describe("penalty of the logistic regression"),
  },
  inputs: { examples: Examples },
  outputs: {
    metrics: Metrics,
    majorityAccuracy: z.number(),
    logisticAuc: z.number(),
    scores: z.record(z.string(), z.number()).describe("of the logistic regression: what evaluate takes as its baseline"),
  },
  run: () => import("./baselines.run.ts"),
});
