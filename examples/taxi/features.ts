import { oneHot, quantileBuckets, zScore } from "pipewright/components";

/** The question: does the tip exceed a fifth of the fare? `ingest` makes this column out of `tips`, which no feature may read. */
export const label = "big_tip";

/** What the model sees of a trip. Fare and time come as numbers for the slope and in buckets for the steps. */
export const features = {
  fare: [zScore({ scale: "log1p" }), quantileBuckets({ numBuckets: 30 })],
  trip_miles: [zScore({ scale: "log1p" }), quantileBuckets({ numBuckets: 10 })],
  trip_seconds: [zScore({ scale: "log1p" }), quantileBuckets({ numBuckets: 10 })],
  trip_start_timestamp: [zScore(), quantileBuckets({ numBuckets: 30 })],
  trip_start_hour: oneHot(),
  trip_start_day: oneHot(),
  trip_start_month: oneHot(),
  payment_type: oneHot({ topK: 5 }),
  company: oneHot({ topK: 10 }),
  pickup_community_area: oneHot({ topK: 20 }),
  dropoff_community_area: oneHot({ topK: 20 }),
};

/** Kept beside the vectors, to look at the model by slices. */
export const sliceBy = ["payment_type", "company", "trip_start_hour"];

/** A small net against overfitting: 12,000 trips are few for 200 features. */
export const training = {
  hiddenLayers: [16],
  l2: 1e-3,
  dropout: 0.2,
  batchSize: 256,
  patience: 4,
};

/** Tried side by side; the better on the eval split is kept. */
export const learningRates = [0.003, 0.01];
