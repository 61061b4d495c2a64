import { z } from "zod";
import { Examples } from "../../dsl/artifact.ts";
import { component } from "../../dsl/component.ts";
import type { RunContext, RunResult } from "../../dsl/run-context.ts";
import { comparison } from "./comparison.ts";

const splitName = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_-]{0,62}$/, "a split's name is a letter, then letters, digits, - and _");

const params = {
  source: z.string().min(1).describe("Path, file: URI or http(s): URL of a CSV, JSON Lines or Parquet file; .gz is unpacked."),
  format: z.enum(["auto", "csv", "parquet", "jsonl"]).default("auto").describe("What the source is; auto looks into it."),
  splits: z
    .record(splitName, z.int().min(1).max(1_000_000))
    .refine((given) => Object.keys(given).length > 0, "at least one split")
    .default({ train: 8, eval: 2 })
    .describe("Names of the splits, each with its whole-number weight."),
  splitBy: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe("Columns that decide the split, such as a user's id; all columns of the source when absent."),
  derive: z.record(z.string().min(1), comparison).default({}).describe("New boolean columns, each made by comparing others."),
};
const inputs = {};
const outputs = {
  examples: Examples,
  rows: z.int().describe("Rows in all splits."),
  digest: z.string().describe("sha256:… of columns, splits and rows."),
  splitRows: z.record(z.string(), z.int()).describe("Rows of each split."),
};

export type IngestContext = RunContext<typeof params, typeof inputs, typeof outputs>;
export type IngestResult = RunResult<typeof outputs>;

/**
 * Reads a file of rows into named splits.
 *
 * ```ts
 * const { examples } = ingest({ source: file("data/taxi.csv"), splits: { train: 8, eval: 2 } });
 * ```
 */
export const ingest = component({
  name: "ingest",
  description: "Reads a CSV, JSON Lines or Parquet file into typed Parquet, in splits that a row's content decides.",
  params,
  inputs,
  outputs,
  run: () => import("./run.ts"),
});
