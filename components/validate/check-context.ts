import type { Anomaly, Measure } from "../formats/anomalies-file.ts";
import type { Database } from "../formats/duckdb.ts";
import type { ExamplesFolder } from "../formats/examples-folder.ts";
import type { SchemaFile } from "../formats/schema-file.ts";
import type { ColumnStatistics, StatisticsFile } from "../formats/statistics-file.ts";

/** Everything a check may look at. */
export interface CheckContext {
  readonly schema: SchemaFile;
  /** Whether a person gave the schema. What contradicts only an inferred one is a warning: nobody has agreed to it yet. */
  readonly schemaIsGiven: boolean;
  readonly statistics: StatisticsFile;
  readonly examples: ExamplesFolder;
  /** For example values and exact counts of what is wrong. */
  readonly database: Database;
  /** The column to be predicted. */
  readonly label: string | undefined;
  /** The split that others are compared with. */
  readonly baseSplit: string;
  readonly minClassShare: number;
  readonly maxLabelDistance: number;
  readonly numExamples: number;
}

/** What a check found. */
export interface Findings {
  readonly anomalies: readonly Anomaly[];
  readonly measures?: readonly Measure[];
}

/** One check: a question put to the data. */
export type Check = (context: CheckContext) => Findings | Promise<Findings>;

/** A column of the statistics, with its split. */
export interface SplitColumn {
  readonly split: string;
  readonly rows: number;
  /** The split's Parquet file. */
  readonly path: string;
  readonly column: ColumnStatistics;
}

/** A column in each split that has it. */
export function splitColumns({ statistics, examples }: CheckContext, name: string): readonly SplitColumn[] {
  return statistics.splits.flatMap(({ name: split, rows, columns }) => {
    const column = columns.find((known) => known.name === name);
    const path = examples.splits.find((known) => known.name === split)?.path;
    return column === undefined || path === undefined ? [] : [{ split, rows, path, column }];
  });
}

/** `error` when a person gave the schema, `warning` when it was inferred. */
export function schemaSeverity({ schemaIsGiven }: CheckContext): Anomaly["severity"] {
  return schemaIsGiven ? "error" : "warning";
}
