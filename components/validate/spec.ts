import { z } from "zod";
import { Anomalies, Examples, Html, Schema, Statistics } from "../../dsl/artifact.ts";
import { component } from "../../dsl/component.ts";
import type { RunContext, RunResult } from "../../dsl/run-context.ts";

const params = {
  schema: z.string().min(1).optional().describe('A schema file, such as file("schemas/taxi.json"); inferred when absent.'),
  label: z
    .string()
    .min(1)
    .optional()
    .describe("The column that is to be predicted; the schema's or the statistics' own when absent."),
  inferFrom: z
    .string()
    .min(1)
    .default("train")
    .describe("The split that a schema is inferred from, and that others are compared with."),
  minClassShare: z
    .number()
    .min(0)
    .max(0.5)
    .default(0.01)
    .describe("A label's class with a smaller share of the rows is a warning."),
  maxLabelDistance: z
    .number()
    .min(0)
    .max(1)
    .default(0.05)
    .describe("How far a split's label may lie from that of the split it is compared with."),
  strict: z.boolean().default(false).describe("Whether warnings make the check fail as well."),
  numExamples: z.int().min(0).max(100).default(5).describe("How many offending values an anomaly shows."),
};
const inputs = { examples: Examples, statistics: Statistics };
const outputs = {
  schema: Schema,
  anomalies: Anomalies,
  page: Html,
  ok: z.boolean().describe("Whether there is no error; warnings do not count."),
};

export type ValidateContext = RunContext<typeof params, typeof inputs, typeof outputs>;
export type ValidateResult = RunResult<typeof outputs>;

/**
 * Checks examples against a schema, given or inferred.
 *
 * ```ts
 * const checked = validate({ examples, statistics: stats, schema: file("schemas/taxi.json"), label: "big_tip" });
 * when(checked.ok, () => { ... });
 * ```
 */
export const validate = component({
  name: "validate",
  description: "Checks each column of each split against a schema, given or inferred, and the label's balance.",
  params,
  inputs,
  outputs,
  run: () => import("./run.ts"),
});
