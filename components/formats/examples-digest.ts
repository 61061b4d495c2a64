import { createHash } from "node:crypto";
import { canonicalRow } from "./canonical-text.ts";
import type { Database } from "./duckdb.ts";
import type { ExamplesColumn } from "./examples-folder.ts";

/** A split and a query that gives the two hashes of each of its rows, `first` and `last`, in the order of the rows. */
export interface HashedSplit {
  readonly name: string;
  readonly hashes: string;
}

/**
 * SQL of the two hashes of a row: the halves of the MD5 of its canonical text (see canonical-text.ts) as little-endian 64-bit numbers.
 *
 * @example
 * `SELECT ${rowHashes(columns)} FROM read_parquet('train.parquet')`
 */
export function rowHashes(columns: readonly ExamplesColumn[]): string {
  return hashesOfText(canonicalRow(columns));
}

/** SQL of the two hashes of a text, named `first` and `last`. */
export function hashesOfText(text: string): string {
  return `md5_number_upper(${text}) AS first, md5_number_lower(${text}) AS last`;
}

/**
 * The digest of an Examples artifact's content: of its columns, its splits and their rows in their order. The same content has the same digest
 * on every machine, whatever the source's format was and however Parquet was written.
 *
 * Of each row the MD5 of `<index in its split>:<first>:<last>` is taken, again as two numbers, and these are summed up over the split. Sums need no order,
 * so all cores work at once; the index is what makes the order of rows count. The digest is the SHA-256 of the JSON text
 * `{"columns":[[name,type],…],"splits":[[name,rows,sum,sum],…]}`, splits sorted by name, sums as decimal texts. It tells content apart; it is no
 * protection against somebody who forges it.
 */
export async function examplesDigest(
  database: Database,
  columns: readonly ExamplesColumn[],
  splits: readonly HashedSplit[],
): Promise<string> {
  const sums: (readonly [name: string, rows: number, first: string, last: string])[] = [];
  for (const { name, hashes } of [...splits].sort((left, right) => (left.name < right.name ? -1 : 1))) {
    const placed = `SELECT concat(row_number() OVER () - 1, ':', first, ':', last) AS t FROM (${hashes})`;
    const [found] = await database.rows<{ rows: bigint; one: bigint | null; two: bigint | null }>(
      `SELECT count(*) AS rows, sum(md5_number_upper(t)) AS one, sum(md5_number_lower(t)) AS two FROM (${placed})`,
    );
    sums.push([name, Number(found?.rows ?? 0n), String(found?.one ?? 0n), String(found?.two ?? 0n)]);
  }
  const content = { columns: columns.map(({ name, type }) => [name, type]), splits: sums };
  return `sha256:${createHash("sha256").update(JSON.stringify(content)).digest("hex")}`;
}
