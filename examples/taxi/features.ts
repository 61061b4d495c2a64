import { oneHot, quantileBuckets, zScore } from "pipewright/components";

/** The question: does the tip exceed a fifth of the fare? `ingest` makes this column out of `tips`, which no feature may read. */
export const label = "big_tip";

/** Card readers offer tips of 2 or 3 dollars, so the answer jumps at certain fares: steps, learned from the data, beside the plain number. */
const steps = (numBuckets: number) => quantileBuckets({ numBuckets, encoding: "thermometer" });
const logarithm = zScore({ scale: "log1p" });

/** What the model sees of a trip. */
export const features = {
  fare: [logarithm, steps(60)],
  trip_miles: [logarithm, steps(20)],
  trip_seconds: [logarithm, steps(20)],
  trip_start_timestamp: [zScore(), steps(10)],
  trip_start_hour: steps(12),
  pickup_latitude: steps(10),
  pickup_longitude: steps(10),
  dropoff_latitude: steps(10),
  dropoff_longitude: steps(10),
  payment_type: oneHot({ topK: 5 }),
};

/** Kept beside the vectors, to look at the model by slices. */
export const sliceBy = ["payment_type", "company", "trip_start_hour"];

/** A small net, held back: 10,000 trips are few, and half of what decides about a tip is not in the data. */
export const training = { hiddenLayers: [16], l2: 1e-3, dropout: 0.2, batchSize: 256, patience: 4 };

/** Tried side by side; the model that is better on the eval split is kept. */
export const learningRates = [0.003, 0.01];
