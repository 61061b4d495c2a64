import type { FittedFeature } from "../../formats/transform-graph.ts";
import type { FeatureOp } from "../features.ts";
import { multiHotOp } from "./multi-hot.ts";
import { numberOp } from "./number-ops.ts";
import { oneHotOp } from "./one-hot.ts";
import type { ColumnFacts, FeatureType, Op } from "./op.ts";
import { quantileBucketsOp } from "./quantile-buckets.ts";

type Fits<Spec> = { readonly fit: (spec: Spec, column: string, type: FeatureType, facts: ColumnFacts) => FittedFeature };

const ops = {
  zScore: numberOp,
  minMax: numberOp,
  asIs: numberOp,
  log1p: numberOp,
  quantileBuckets: quantileBucketsOp,
  oneHot: oneHotOp,
  multiHot: multiHotOp,
} satisfies { readonly [Name in FeatureOp["op"]]: Fits<Extract<FeatureOp, { op: Name }>> };

/** The op of a name. What an op fitted bears its name, so a spec or a fitted feature always finds the op that takes it. */
export function opOf(name: FeatureOp["op"]): Op<FeatureOp, FittedFeature> {
  return ops[name] as unknown as Op<FeatureOp, FittedFeature>;
}
