import { z } from "zod";

/** How numbers are taken before anything else: as they are, or by sign(x) * ln(1 + |x|), for columns with a long tail. */
const scale = z.enum(["linear", "log1p"]).default("linear");

/** What stands in for a missing number: a number of the fitted split, a number of one's own, or nothing (an error). */
const numericMissing = z
  .union([z.enum(["mean", "median", "zero", "refuse"]), z.number()])
  .default("mean")
  .describe("what stands in for a missing value");

/** Whether a further element says 1 where the value is missing and 0 elsewhere. */
const indicator = z.boolean().default(false).describe("adds an element that is 1 where the value is missing");

/** What to do with a column that has one value only in the fitted split. */
const constant = z.enum(["refuse", "zero"]).default("refuse").describe("what to do with a column of one value");

/** What to do with a missing value where each value has its own element. */
const ownElementMissing = z
  .enum(["bucket", "zeros", "refuse"])
  .default("bucket")
  .describe("a missing value has an element of its own, has none, or is an error");

const vocabulary = {
  topK: z.int().positive().default(1000).describe("the most frequent values that get an element of their own"),
  minCount: z.int().positive().default(1).describe("a value rarer than this gets none"),
  numOovBuckets: z.int().nonnegative().default(1).describe("elements that values outside the vocabulary share, by hash"),
  missing: ownElementMissing,
};

/** What becomes of one column: one entry per way of preparing it. */
export const featureOp = z.discriminatedUnion("op", [
  z.object({
    op: z.literal("zScore"),
    scale,
    clip: z.number().positive().optional().describe("the largest size of the result"),
    missing: numericMissing,
    indicator,
    constant,
  }),
  z.object({ op: z.literal("minMax"), scale, missing: numericMissing, indicator, constant }),
  z.object({ op: z.literal("asIs"), missing: numericMissing, indicator }),
  z.object({ op: z.literal("log1p"), missing: numericMissing, indicator }),
  z.object({
    op: z.literal("quantileBuckets"),
    numBuckets: z.int().min(2).max(1000).default(10),
    encoding: z
      .enum(["oneHot", "thermometer"])
      .default("oneHot")
      .describe("oneHot: 1 for the value's bucket; thermometer: 1 for every boundary that the value reaches"),
    missing: ownElementMissing,
    constant,
  }),
  z.object({ op: z.literal("oneHot"), ...vocabulary }),
  z.object({ op: z.literal("multiHot"), separator: z.string().min(1).default("|"), ...vocabulary }),
]);

export type FeatureOp = z.output<typeof featureOp>;
type Given<Name extends FeatureOp["op"]> = Omit<Extract<z.input<typeof featureOp>, { op: Name }>, "op">;

/** A column's name -> what becomes of it; the elements of a row stand in this order. */
export const features = z.record(z.string().min(1), z.union([featureOp, z.array(featureOp).min(1)]));

export type Features = z.output<typeof features>;

/** `(x - mean) / std` of the fitted split; by `scale: "log1p"` of the logarithm. */
export const zScore = (options: Given<"zScore"> = {}) => ({ op: "zScore" as const, ...options });
/** `(x - min) / (max - min)` of the fitted split, kept within 0 and 1. */
export const minMax = (options: Given<"minMax"> = {}) => ({ op: "minMax" as const, ...options });
/** The number itself; a boolean as 0 or 1, a timestamp as seconds since 1970. */
export const asIs = (options: Given<"asIs"> = {}) => ({ op: "asIs" as const, ...options });
/** `sign(x) * ln(1 + |x|)`. */
export const log1p = (options: Given<"log1p"> = {}) => ({ op: "log1p" as const, ...options });
/**
 * One element per bucket; the buckets hold about equally many rows of the fitted split. As a thermometer one element per boundary, 1 where
 * the value reaches it: neighbouring buckets then share what a model learns, which suits few rows and many buckets.
 */
export const quantileBuckets = (options: Given<"quantileBuckets"> = {}) => ({ op: "quantileBuckets" as const, ...options });
/** One element per value, for the most frequent values of the fitted split. */
export const oneHot = (options: Given<"oneHot"> = {}) => ({ op: "oneHot" as const, ...options });
/** As oneHot, for texts that hold several values with a separator between them. */
export const multiHot = (options: Given<"multiHot"> = {}) => ({ op: "multiHot" as const, ...options });
