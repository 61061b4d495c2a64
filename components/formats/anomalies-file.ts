import { z } from "zod";

/**
 * Our words for what can be wrong with data. TensorFlow Data Validation's name of the same thing, where it has one:
 *
 * | code | TFDV |
 * |---|---|
 * | column-missing | SCHEMA_MISSING_COLUMN |
 * | column-new | SCHEMA_NEW_COLUMN |
 * | type-differs | UNEXPECTED_DATA_TYPE, INT_TYPE_NOT_INT_STRING, FLOAT_TYPE_STRING_NOT_FLOAT |
 * | values-missing | FEATURE_TYPE_LOW_FRACTION_PRESENT |
 * | out-of-range | INT_TYPE_BIG_INT, INT_TYPE_SMALL_INT, FLOAT_TYPE_BIG_FLOAT, FLOAT_TYPE_SMALL_FLOAT |
 * | unknown-value | ENUM_TYPE_UNEXPECTED_STRING_VALUES |
 * | has-nan, has-infinity | FLOAT_TYPE_HAS_NAN, FLOAT_TYPE_HAS_INF |
 * | split-empty, too-few-rows, few-rows | DATASET_LOW_NUM_EXAMPLES |
 * | label-values-missing, label-one-class, label-imbalanced | none |
 * | label-differs-between-splits | COMPARATOR_L_INFTY_HIGH, COMPARATOR_JENSEN_SHANNON_DIVERGENCE_HIGH |
 */
export const anomalyCode = z.enum([
  "column-missing",
  "column-new",
  "type-differs",
  "values-missing",
  "out-of-range",
  "unknown-value",
  "has-nan",
  "has-infinity",
  "split-empty",
  "too-few-rows",
  "few-rows",
  "label-values-missing",
  "label-one-class",
  "label-imbalanced",
  "label-differs-between-splits",
]);

const anomaly = z.object({
  code: anomalyCode,
  /** An error makes the check fail; a warning is for people. */
  severity: z.enum(["error", "warning"]),
  /** Null when it is about a whole split. */
  column: z.string().nullable(),
  /** Null when it is about all splits. */
  split: z.string().nullable(),
  expected: z.string(),
  found: z.string(),
  /** Rows of the split that it is about, and their share; null when rows have nothing to do with it. */
  rows: z.int().nonnegative().nullable(),
  share: z.number().min(0).max(1).nullable(),
  /** Some of the values, the most frequent first. */
  examples: z.array(z.string()),
  /** A sentence that says all of it. */
  message: z.string(),
  /** How to mend it. */
  help: z.string(),
});

const measure = z.object({
  name: z.enum(["l-infinity", "jensen-shannon"]),
  column: z.string(),
  split: z.string(),
  comparedWith: z.string(),
  value: z.number(),
  /** An anomaly only above this. */
  threshold: z.number(),
});

/** The content of an `Anomalies` artifact. */
export const anomaliesFile = z.object({
  format: z.literal("pipewright.anomalies/1"),
  /** What the gate says. */
  ok: z.boolean(),
  /** Whether the schema was given, or inferred from the data themselves. */
  schema: z.enum(["given", "inferred"]),
  anomalies: z.array(anomaly),
  /** Distances that were measured, anomaly or not. */
  measures: z.array(measure),
});

export type AnomaliesFile = Readonly<z.output<typeof anomaliesFile>>;
export type Anomaly = Readonly<z.output<typeof anomaly>>;
export type AnomalyCode = z.output<typeof anomalyCode>;
export type Measure = Readonly<z.output<typeof measure>>;
