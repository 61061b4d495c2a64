import { z } from "zod";
import { Examples, Html, Statistics } from "../../dsl/artifact.ts";
import { component } from "../../dsl/component.ts";
import type { RunContext, RunResult } from "../../dsl/run-context.ts";

const params = {
  label: z.string().min(1).optional().describe("The column that is to be predicted; shown first."),
  numHistogramBins: z.int().min(1).max(1000).default(10).describe("Bins of equal width, and bins of equal count."),
  numQuantiles: z
    .int()
    .min(2)
    .max(1000)
    .default(20)
    .describe("Equal parts that the quantiles cut the values into; 20 gives 5 % steps."),
  numTopValues: z.int().min(1).max(1000).default(20).describe("How many of the most frequent values are kept."),
};
const inputs = { examples: Examples };
const outputs = { statistics: Statistics, page: Html };

export type StatisticsContext = RunContext<typeof params, typeof inputs, typeof outputs>;
export type StatisticsResult = RunResult<typeof outputs>;

/**
 * Describes each column of each split in numbers, and draws them.
 *
 * ```ts
 * const { statistics: stats } = statistics({ examples, label: "big_tip" });
 * ```
 */
export const statistics = component({
  name: "statistics",
  description: "Describes each column of each split: counts, moments, quantiles, histograms, frequent values.",
  params,
  inputs,
  outputs,
  run: () => import("./run.ts"),
});
