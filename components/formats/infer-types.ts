import { type Database, quoteIdentifier } from "./duckdb.ts";
import { type ReadableType, rankIn, type TypeFamily, typeFamilies } from "./text-types.ts";

/** Rows that are looked at first, to rule most families out before the whole file is read. */
const sampleRows = 10_000;

const allFamilies = Object.keys(typeFamilies) as readonly TypeFamily[];

/**
 * The types of columns of text, by all of their values: the narrowest of boolean, integer, number and timestamp that every value is of; text
 * when there is none, and for a column without values. A sample only rules families out, it never decides: one look at the sample, one at all.
 *
 * @param relation SQL of a table whose columns are VARCHAR, with missing values as NULL
 * @param families the families to try; all when absent
 * @example
 * await inferTypes(database, "read_csv(…)", ["zip", "fare"]) // => ["text", "number"]
 */
export async function inferTypes(
  database: Database,
  relation: string,
  columns: readonly string[],
  families: readonly TypeFamily[] = allFamilies,
): Promise<readonly (ReadableType | "text")[]> {
  const sample = `(SELECT * FROM ${relation} LIMIT ${sampleRows})`;
  const sampled = await worstRanks(
    database,
    sample,
    columns.map((name) => ({ name, families })),
  );
  const left = columns.map((name, index) => ({
    name,
    families: families.filter((family) => (sampled[index]?.[family] ?? 0) < 9),
  }));
  const proven = await worstRanks(database, relation, left);
  return left.map(({ families }, index) => {
    for (const family of families) {
      const rank = proven[index]?.[family];
      if (rank != null && rank < 9) return typeFamilies[family][rank - 1] ?? "text";
    }
    return "text";
  });
}

type Ranks = Readonly<Partial<Record<TypeFamily, number | null>>>;

/** Of each column and family the worst rank of any value; null when there is no value. */
async function worstRanks(
  database: Database,
  relation: string,
  columns: readonly { readonly name: string; readonly families: readonly TypeFamily[] }[],
): Promise<readonly Ranks[]> {
  const wanted = columns.flatMap(({ name, families }, index) => families.map((family) => ({ name, family, index })));
  if (wanted.length === 0) return [];
  const sql = wanted.map(({ name, family }, at) => {
    const text = quoteIdentifier(name);
    return `max(CASE WHEN ${text} IS NULL THEN NULL ELSE ${rankIn[family](text)} END) AS "${at}"`;
  });
  const [row = {}] = await database.rows<Record<string, number | null>>(`SELECT ${sql.join(", ")} FROM ${relation}`);
  const ranks: Record<string, number | null>[] = columns.map(() => ({}));
  for (const [at, { family, index }] of wanted.entries()) ranks[index]![family] = row[String(at)] ?? null;
  return ranks;
}
