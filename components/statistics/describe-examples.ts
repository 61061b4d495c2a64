import type { Database } from "../formats/duckdb.ts";
import type { ExamplesColumn, ExamplesFolder } from "../formats/examples-folder.ts";
import type { ColumnStatistics, StatisticsFile } from "../formats/statistics-file.ts";
import { describeNumeric, glanceAtNumeric, type NumericGlance } from "./numeric-column.ts";
import type { FoldSettings } from "./numeric-fold.ts";
import { describeBoolean, describeNumbers, describeText } from "./other-columns.ts";

/** How much is wanted, and who listens. */
export interface DescribeOptions extends FoldSettings {
  readonly label?: string | undefined;
  readonly progress?: (done: number, total: number) => void;
}

/**
 * The statistics of all columns in all splits. DuckDB reads each column of each split once for its values and once for its ends, counts and sorts
 * them within its own memory bound (spilling to disk), and hands them over in order; nothing here grows with the number of rows.
 */
export async function describeExamples(
  database: Database,
  examples: ExamplesFolder,
  options: DescribeOptions,
): Promise<StatisticsFile> {
  const numeric = examples.columns.filter(isOnTheLine);
  const glances = new Map<string, readonly NumericGlance[]>();
  for (const split of examples.splits) glances.set(split.name, await glanceAtNumeric(database, split.path, numeric));
  const glanceAt = (split: string, column: ExamplesColumn) => glances.get(split)![numeric.indexOf(column)]!;
  const total = examples.splits.length * examples.columns.length;
  const splits: StatisticsFile["splits"] = [];
  for (const { name, rows, path } of examples.splits) {
    const columns: ColumnStatistics[] = [];
    for (const column of examples.columns) {
      const bins = commonRange(
        examples.splits.map((split) => (isOnTheLine(column) ? glanceAt(split.name, column).range : undefined)),
      );
      const described = isOnTheLine(column)
        ? await describeNumeric(database, path, column, { glance: glanceAt(name, column), rows, bins, settings: options })
        : await describeOther(database, path, column, rows, options);
      columns.push(described);
      options.progress?.(splits.length * examples.columns.length + columns.length, total);
    }
    splits.push({ name, rows, columns });
  }
  const label = options.label === undefined ? {} : { label: options.label };
  return { format: "pipewright.statistics/1", examplesDigest: examples.digest, ...label, splits };
}

const isOnTheLine = ({ type }: ExamplesColumn): boolean => type === "integer" || type === "number" || type === "timestamp";

function describeOther(
  database: Database,
  path: string,
  { name, type }: ExamplesColumn,
  rows: number,
  options: DescribeOptions,
): Promise<ColumnStatistics> {
  if (type === "text") return describeText(database, path, name, rows, options.numTopValues);
  if (type === "boolean") return describeBoolean(database, path, name, rows);
  return describeNumbers(database, path, name, rows);
}

type Range = NonNullable<NumericGlance["range"]>;

/** The range that holds all given ones. */
function commonRange(ranges: readonly (Range | undefined)[]): Range | undefined {
  const known = ranges.filter((range) => range !== undefined);
  if (known.length === 0) return undefined;
  return { min: Math.min(...known.map(({ min }) => min)), max: Math.max(...known.map(({ max }) => max)) };
}
