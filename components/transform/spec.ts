import { z } from "zod";
import { Examples, TransformGraph } from "../../dsl/artifact.ts";
import { component } from "../../dsl/component.ts";
import type { RunContext, RunResult } from "../../dsl/run-context.ts";
import { features } from "./features.ts";

const params = {
  features: features.describe("column -> what becomes of it"),
  label: z
    .union([z.string().min(1), z.object({ column: z.string().min(1), positive: z.union([z.string(), z.number(), z.boolean()]) })])
    .describe("the column to predict: booleans, or 0 and 1, or any column with the value that counts as class 1"),
  passthrough: z.array(z.string().min(1)).default([]).describe("columns kept as they are, for slices"),
  fitOn: z.string().min(1).default("train").describe("the split to learn from"),
};
const inputs = { examples: Examples };
const outputs = {
  transformed: Examples,
  transform: TransformGraph,
  numFeatures: z.int().describe("length of a row's vector"),
};

export type TransformContext = RunContext<typeof params, typeof inputs, typeof outputs>;
export type TransformResult = RunResult<typeof outputs>;

/**
 * Turns raw columns into vectors: what it needs to know it learns from one split, then applies to all.
 *
 * ```ts
 * const { transformed, transform: graph } = transform({
 *   examples,
 *   features: { fare: [zScore({ scale: "log1p" }), quantileBuckets()], payment_type: oneHot({ topK: 6 }) },
 *   label: "big_tip",
 *   passthrough: ["payment_type"],
 * });
 * ```
 */
export const transform = component({
  name: "transform",
  description: "Fits a preprocessing on one split, applies it to all, and saves it for serving.",
  params,
  inputs,
  outputs,
  run: () => import("./run.ts"),
});
