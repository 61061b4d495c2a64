import { InputError } from "../../dsl/run-context.ts";
import { type Database, quoteIdentifier, quoteText } from "../formats/duckdb.ts";
import type { ColumnFacts, FeatureType, NumberFacts, WantedFacts } from "./ops/op.ts";

/** A column, and what is wanted of it. */
export interface FactsRequest {
  readonly column: string;
  readonly type: FeatureType;
  readonly wants: WantedFacts;
}

/**
 * Asks a split about its columns in two queries: one for all numbers, one for all vocabularies.
 *
 * Exact: quantiles hold 8 bytes per row and column in memory while they are found. On one thread, because sums of floating-point numbers
 * depend on their order, and the same rows have to give the same transform.
 *
 * @param file the split's Parquet file
 * @returns in the order of `requests`
 * @throws InputError `values-too-large` when squares of a column overflow
 */
export async function columnFacts(
  database: Database,
  file: string,
  requests: readonly FactsRequest[],
): Promise<readonly ColumnFacts[]> {
  await database.run("SET threads = 1");
  try {
    const numbers = await numberFacts(database, file, requests);
    const vocabularies = await vocabularyFacts(database, file, requests);
    return requests.map(({ wants }, index) => ({
      rows: numbers.rows,
      present: numbers.present[index]!,
      ...(wants.kind === "numbers" && { numbers: numbers.facts[index]! }),
      ...(wants.kind === "vocabulary" && { vocabulary: vocabularies[index]! }),
    }));
  } finally {
    await database.run("RESET threads");
  }
}

/** A column as the numbers that `numberOf` sees: missing, NaN and infinite are NULL, times are seconds since 1970. */
export function numberSql(column: string, type: FeatureType): string {
  const name = quoteIdentifier(column);
  const value = type === "timestamp" ? `epoch(${name})` : `CAST(${name} AS DOUBLE)`;
  return type === "number" ? `CASE WHEN isfinite(${value}) THEN ${value} END` : value;
}

type FactsRow = Readonly<Record<string, bigint | number | null | readonly number[]>>;

async function numberFacts(database: Database, file: string, requests: readonly FactsRequest[]) {
  const expressions = requests.flatMap(({ column, type, wants }, index) => {
    if (wants.kind === "vocabulary") return [`count(${quoteIdentifier(column)}) AS present${index}`];
    const value = numberSql(column, type);
    const scaled = wants.scale === "log1p" ? `sign(${value}) * ln(1 + abs(${value}))` : value;
    const steps = Array.from({ length: Math.max(0, wants.numQuantiles - 1) }, (_, step) => (step + 1) / wants.numQuantiles);
    return [
      `count(${value}) AS present${index}`,
      `min(${value}) AS min${index}`,
      `max(${value}) AS max${index}`,
      `favg(${scaled}) AS mean${index}`,
      `stddev_pop(${scaled}) AS std${index}`,
      ...(wants.median ? [`median(${value}) AS median${index}`] : []),
      ...(steps.length > 0 ? [`quantile_cont(${value}, [${steps.join(", ")}]) AS quantiles${index}`] : []),
    ];
  });
  const sql = `SELECT count(*) AS rows, ${expressions.join(", ")} FROM read_parquet(${quoteText(file)})`;
  const [row] = await database.rows<FactsRow>(sql).catch(refuseOverflow);
  const facts = requests.map(({ wants }, index) => (wants.kind === "numbers" ? readNumberFacts(row!, index) : undefined));
  return {
    rows: Number(row!.rows),
    present: requests.map((_, index) => Number(row![`present${index}`])),
    facts,
  };
}

function readNumberFacts(row: FactsRow, index: number): NumberFacts {
  const median = row[`median${index}`];
  return {
    min: Number(row[`min${index}`]),
    max: Number(row[`max${index}`]),
    mean: Number(row[`mean${index}`]),
    std: Number(row[`std${index}`]),
    median: median === undefined || median === null ? null : Number(median),
    quantiles: (row[`quantiles${index}`] ?? []) as readonly number[],
  };
}

function refuseOverflow(error: Error): never {
  if (!/out of range/i.test(error.message)) throw error;
  throw new InputError(
    "values-too-large",
    `A column in \`features\` holds numbers so large that their squares overflow: ${error.message}`,
    'Scale the column at its source, or take its logarithm: scale: "log1p".',
  );
}

async function vocabularyFacts(database: Database, file: string, requests: readonly FactsRequest[]) {
  const vocabularies: string[][] = requests.map(() => []);
  const queries = requests.flatMap(({ column, wants }, index) => {
    if (wants.kind !== "vocabulary") return [];
    const name = quoteIdentifier(column);
    const values =
      wants.separator === null
        ? `CAST(${name} AS VARCHAR)`
        : `unnest(list_distinct(list_transform(string_split(${name}, ${quoteText(wants.separator)}), part -> trim(part, ' '))))`;
    const source = `(SELECT ${values} AS value FROM read_parquet(${quoteText(file)}) WHERE ${name} IS NOT NULL)`;
    const kept = `SELECT ${index} AS request, value, count(*) AS n FROM ${source} ${wants.separator === null ? "" : "WHERE value <> ''"}`;
    return [`(${kept} GROUP BY value HAVING n >= ${wants.minCount} ORDER BY n DESC, value LIMIT ${wants.topK})`];
  });
  if (queries.length === 0) return vocabularies;
  const sql = `SELECT request, value FROM (${queries.join(" UNION ALL ")}) ORDER BY request, n DESC, value`;
  for (const { request, value } of await database.rows<{ request: number; value: string }>(sql))
    vocabularies[request]!.push(value);
  return vocabularies;
}
