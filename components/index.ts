export { evaluate } from "./evaluate/spec.ts";
export { ingest } from "./ingest/spec.ts";
export { statistics } from "./statistics/spec.ts";
export { train } from "./train/spec.ts";
export { asIs, log1p, minMax, multiHot, oneHot, quantileBuckets, zScore } from "./transform/features.ts";
export { transform } from "./transform/spec.ts";
export { validate } from "./validate/spec.ts";
