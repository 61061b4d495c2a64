import { type Database, quoteIdentifier, quoteText } from "../formats/duckdb.ts";
import { shorten } from "./wording.ts";

/** Values that break a rule. */
export interface Offenders {
  readonly rows: number;
  /** Different ones. */
  readonly distinct: number;
  /** Some of them as text, the most frequent first. */
  readonly examples: readonly string[];
}

/**
 * Counts the values of a column for which a condition holds, and gives some of them.
 *
 * @param condition SQL over the column `v`, made of literals only
 */
export async function findOffenders(
  database: Database,
  path: string,
  column: string,
  condition: string,
  limit: number,
): Promise<Offenders> {
  const broken = `SELECT v, count(*) AS n FROM (SELECT ${quoteIdentifier(column)} AS v FROM read_parquet(${quoteText(path)})) WHERE ${condition} GROUP BY v`;
  const rows = await database.rows<{ readonly text: string; readonly total: bigint; readonly distinct_values: bigint }>(
    `SELECT v::VARCHAR AS text, (sum(n) OVER ())::BIGINT AS total, count(*) OVER () AS distinct_values FROM (${broken}) ORDER BY n DESC, v LIMIT ${Math.max(1, limit)}`,
  );
  const [first] = rows;
  return {
    rows: Number(first?.total ?? 0),
    distinct: Number(first?.distinct_values ?? 0),
    examples: rows.slice(0, limit).map(({ text }) => shorten(text)),
  };
}
