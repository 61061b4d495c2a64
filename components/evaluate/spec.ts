import { z } from "zod";
import { Examples, Html, Metrics, Model } from "../../dsl/artifact.ts";
import { component } from "../../dsl/component.ts";
import type { RunContext, RunResult } from "../../dsl/run-context.ts";
import { metricThreshold } from "./thresholds.ts";

const probability = z.number().min(0).max(1);

const params = {
  metricThresholds: z
    .record(z.string().min(1), metricThreshold)
    .describe("what each metric has to reach, bounds inclusive; {} says that nothing is demanded"),
  sliceThresholds: z
    .array(
      metricThreshold.extend({
        metric: z.string().min(1),
        column: z.string().min(1),
        value: z.union([z.string(), z.number(), z.boolean(), z.null()]).describe("null: the rows where the column is missing"),
      }),
    )
    .default([])
    .describe("what a metric has to reach on the rows where a column has a value"),
  baseline: z.record(z.string().min(1), z.number()).optional().describe("metrics of what the model is compared with, by name"),
  split: z.string().min(1).default("test"),
  label: z.string().min(1).optional().describe("the column that holds the truth; the model's label when absent"),
  sliceBy: z.array(z.string().min(1)).default([]).describe("columns; each value, or quarter of a numeric range, is a slice"),
  minSliceSize: z.int().min(1).default(50).describe("slices with fewer rows get no metrics"),
  decisionThreshold: probability.default(0.5).describe("a row is taken for class 1 from this probability on"),
  thresholds: z
    .array(probability)
    .default([0.1, 0.3, 0.5, 0.7, 0.9])
    .describe("further thresholds for the table of confusion matrices"),
};
const inputs = { examples: Examples, model: Model };
const outputs = {
  metrics: Metrics,
  page: Html,
  auc: z.number(),
  accuracy: z.number().describe("at the decision threshold"),
  logLoss: z.number().describe("in nats"),
  ok: z.boolean().describe("no bound failed"),
  reasons: z.record(z.string(), z.string()).describe("bound -> how it came out and why"),
};

export type EvaluateContext = RunContext<typeof params, typeof inputs, typeof outputs>;
export type EvaluateResult = RunResult<typeof outputs>;

/**
 * Measures a model on a split of transformed examples, as a whole and by slices, and tests what is demanded of it.
 *
 * ```ts
 * const report = evaluate({
 *   examples: transformed,
 *   model,
 *   metricThresholds: { auc: { atLeast: 0.9, changeAtLeast: 0 } },
 *   baseline: base.scores,
 *   sliceBy: ["payment_type"],
 * });
 * when(report.ok, () => { register({ model }); });
 * ```
 */
export const evaluate = component({
  name: "evaluate",
  description: "Measures a model, draws its curves, and says which thresholds it passed.",
  params,
  inputs,
  outputs,
  run: () => import("./run.ts"),
});
