import { z } from "zod";
import { readJsonFile } from "./json-file.ts";

const count = z.int().nonnegative();
/** A number; null when there is no value to make it from. */
const figure = z.number().nullable();
const topValues = z.array(z.object({ value: z.union([z.string(), z.number(), z.boolean()]), count }));

/** Side by side from the smallest value to the largest; each holds its lower edge, the last one its upper edge too. */
const histogram = z.array(z.object({ low: z.number(), high: z.number(), count }));

const common = {
  name: z.string(),
  /** Rows with a value. */
  present: count,
  /** Rows without one. */
  missing: count,
};

/** Integers and numbers as they are; timestamps as seconds since 1970 in UTC. NaN and infinite values count as present, and in nothing else. */
const numericColumn = z.object({
  type: z.enum(["integer", "number", "timestamp"]),
  ...common,
  nan: count,
  infinite: count,
  zeros: count,
  mean: figure,
  /** Of the values themselves: divided by n. */
  std: figure,
  min: figure,
  max: figure,
  /** At equal steps from 0 to 1, by definition 7 of Hyndman and Fan, exact; empty without values. */
  quantiles: z.array(z.number()),
  /** Bins of equal width over the range of all splits together, so that splits have the same bins. */
  histogram,
  /** Bins between quantiles of this split; a value that fills whole bins has one of its own, of no width. */
  quantileHistogram: histogram,
  distinct: count,
  /** A timestamp as ISO 8601. */
  topValues,
});

const textColumn = z.object({
  type: z.literal("text"),
  ...common,
  empty: count,
  /** In characters (Unicode code points). */
  minLength: figure,
  maxLength: figure,
  meanLength: figure,
  distinct: count,
  topValues,
});

const booleanColumn = z.object({
  type: z.literal("boolean"),
  ...common,
  trues: count,
  falses: count,
  distinct: count,
  topValues,
});

/** A list of numbers in each row. */
const numbersColumn = z.object({
  type: z.literal("numbers"),
  ...common,
  minLength: figure,
  maxLength: figure,
  meanLength: figure,
  /** Of the numbers in all lists. */
  missingEntries: count,
  nan: count,
  infinite: count,
  min: figure,
  max: figure,
});

const columnStatistics = z.discriminatedUnion("type", [numericColumn, textColumn, booleanColumn, numbersColumn]);

/** The content of a `Statistics` artifact. Every figure is exact, and the same whatever the number of threads. */
export const statisticsFile = z.object({
  format: z.literal("pipewright.statistics/1"),
  /** Of the examples that were described. */
  examplesDigest: z.string(),
  /** The column to be predicted, when it was named. */
  label: z.string().optional(),
  splits: z.array(z.object({ name: z.string(), rows: count, columns: z.array(columnStatistics) })).min(1),
});

export type StatisticsFile = Readonly<z.output<typeof statisticsFile>>;
export type SplitStatistics = Readonly<StatisticsFile["splits"][number]>;
export type ColumnStatistics = Readonly<z.output<typeof columnStatistics>>;
export type NumericStatistics = Readonly<z.output<typeof numericColumn>>;
export type TextStatistics = Readonly<z.output<typeof textColumn>>;
export type BooleanStatistics = Readonly<z.output<typeof booleanColumn>>;
export type NumbersStatistics = Readonly<z.output<typeof numbersColumn>>;

/**
 * Reads a `Statistics` artifact.
 *
 * @throws InputError when it is none
 */
export async function readStatisticsFile(path: string): Promise<StatisticsFile> {
  return await readJsonFile(path, statisticsFile, "a statistics file");
}

/** Whether a column's statistics are those of numbers on a line. */
export function isNumeric(column: ColumnStatistics): column is NumericStatistics {
  return column.type === "integer" || column.type === "number" || column.type === "timestamp";
}
