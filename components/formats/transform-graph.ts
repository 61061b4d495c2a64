import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { columnType } from "./examples-folder.ts";
import { readJsonFile } from "./json-file.ts";

const ofColumn = { column: z.string().min(1), type: columnType.exclude(["numbers"]) };
const ownElementMissing = z.enum(["bucket", "zeros", "refuse"]);

/** A number becomes `(scaled - center) / spread`, kept within `range`. */
const fittedNumber = z.object({
  op: z.enum(["zScore", "minMax", "asIs", "log1p"]),
  ...ofColumn,
  scale: z.enum(["linear", "log1p"]),
  center: z.number(),
  spread: z.number().positive(),
  range: z.tuple([z.number(), z.number()]).nullable(),
  /** The result where the value is missing; null refuses. */
  fill: z.number().nullable(),
  indicator: z.boolean(),
});

const fittedBuckets = z.object({
  op: z.literal("quantileBuckets"),
  ...ofColumn,
  /** Rising; bucket i holds [boundaries[i - 1], boundaries[i]). */
  boundaries: z.array(z.number()),
  /** oneHot: an element per bucket; thermometer: an element per boundary, 1 where the value is not below it. */
  encoding: z.enum(["oneHot", "thermometer"]),
  missing: ownElementMissing,
});

const vocabularyState = {
  /** The most frequent first. */
  vocabulary: z.array(z.string()),
  /** A value outside the vocabulary has the element `fnv1a(value) mod numOovBuckets` after it. */
  numOovBuckets: z.int().nonnegative(),
  missing: ownElementMissing,
};

const fittedOneHot = z.object({ op: z.literal("oneHot"), ...ofColumn, ...vocabularyState });
const fittedMultiHot = z.object({
  op: z.literal("multiHot"),
  ...ofColumn,
  separator: z.string().min(1),
  ...vocabularyState,
});

/** What one op learned from the fitted split. */
export const fittedFeature = z.discriminatedUnion("op", [fittedNumber, fittedBuckets, fittedOneHot, fittedMultiHot]);

export type FittedFeature = Readonly<z.output<typeof fittedFeature>>;
export type FittedNumber = Readonly<z.output<typeof fittedNumber>>;
export type FittedBuckets = Readonly<z.output<typeof fittedBuckets>>;
export type FittedOneHot = Readonly<z.output<typeof fittedOneHot>>;
export type FittedMultiHot = Readonly<z.output<typeof fittedMultiHot>>;

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, "must be sha256: and 64 hexadecimal digits");

/** `transform.json`: everything that turns a row of raw columns into a vector, in training and in serving. */
export const transformGraph = z.object({
  format: z.literal("pipewright.transform/1"),
  /** In the order of the vector's elements. */
  features: z.array(fittedFeature).min(1),
  /** Length of the vector. */
  numFeatures: z.int().positive(),
  label: z.object({
    column: z.string().min(1),
    /** The value that counts as class 1; null: the column holds booleans, or 0 and 1. */
    positive: z.union([z.string(), z.number(), z.boolean()]).nullable(),
  }),
  /** Columns kept beside the vector. */
  passthrough: z.array(z.string()),
  fittedOn: z.object({ split: z.string(), rows: z.int().positive(), examples: digest }),
  /** Of all that stands above. */
  digest,
});

export type TransformGraphFile = Readonly<z.output<typeof transformGraph>>;

/** The file in a TransformGraph folder, and the column that holds the vectors in transformed examples. */
export const transformGraphName = "transform.json";
export const featuresColumn = "features";

/**
 * Reads a `TransformGraph` artifact.
 *
 * @throws InputError when the file is missing or breaks its format
 * @example
 * const graph = await readTransformGraph(inputs.transform.path);
 */
export async function readTransformGraph(folder: string): Promise<TransformGraphFile> {
  return await readJsonFile(join(folder, transformGraphName), transformGraph, "a fitted transform");
}

/** Writes a `TransformGraph` artifact. */
export async function writeTransformGraph(folder: string, graph: TransformGraphFile): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, transformGraphName), `${JSON.stringify(transformGraph.parse(graph), null, 2)}\n`);
}
