import type { FittedBuckets } from "../../formats/transform-graph.ts";
import { bucketOf } from "../../math/bucket-of.ts";
import { numberOf, refuseMissing } from "../cell.ts";
import type { FeatureOp } from "../features.ts";
import type { Op } from "./op.ts";
import { requireSpread, requireValues } from "./refusals.ts";

/** One element per bucket between quantiles, or per boundary, and one for missing values. */
export const quantileBucketsOp: Op<Extract<FeatureOp, { op: "quantileBuckets" }>, FittedBuckets> = {
  takes: ["integer", "number", "timestamp"],
  wants: ({ numBuckets }) => ({ kind: "numbers", scale: "linear", median: false, numQuantiles: numBuckets }),
  fit: (spec, column, type, facts) => {
    requireValues(column, facts, spec.missing);
    const { min, max, quantiles } = facts.numbers!;
    requireSpread(column, min, max - min, spec.constant);
    // A boundary at the minimum would leave the bucket below it empty, one that comes twice the bucket between.
    const boundaries = [...new Set(quantiles)].filter((boundary) => boundary > min);
    return { op: "quantileBuckets", column, type, boundaries, encoding: spec.encoding, missing: spec.missing };
  },
  names: ({ column, boundaries, encoding, missing }) => [
    ...(encoding === "oneHot"
      ? Array.from({ length: boundaries.length + 1 }, (_, bucket) => bucketName(column, boundaries, bucket))
      : boundaries.map((boundary) => `${column} >= ${boundary}`)),
    ...(missing === "bucket" ? [`${column} missing`] : []),
  ],
  writer: ({ column, type, boundaries, encoding, missing }) => {
    const isOneHot = encoding === "oneHot";
    const missingAt = isOneHot ? boundaries.length + 1 : boundaries.length;
    return (cell, out, at) => {
      const value = numberOf(cell, column, type);
      if (value !== undefined) {
        const bucket = bucketOf(boundaries, value);
        if (isOneHot) out[at + bucket] = 1;
        else out.fill(1, at, at + bucket);
      } else if (missing === "bucket") out[at + missingAt] = 1;
      else if (missing === "refuse") refuseMissing(column);
    };
  },
};

function bucketName(column: string, boundaries: readonly number[], bucket: number): string {
  const [low, high] = [boundaries[bucket - 1], boundaries[bucket]];
  if (low === undefined) return high === undefined ? `${column} any` : `${column} < ${high}`;
  return high === undefined ? `${column} >= ${low}` : `${low} <= ${column} < ${high}`;
}
