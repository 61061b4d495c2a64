import { createHash } from "node:crypto";
import { canonicalRow } from "./canonical-text.ts";
import { type Database, quoteText } from "./duckdb.ts";
import type { ExamplesColumn, ExamplesSplit } from "./examples-folder.ts";

/** Names that DuckDB gives to columns of its own when it reads Parquet; a column of data may have none of them. */
export const reservedColumns = ["file_row_number", "filename", "file_index"] as const;

/** A split and the Parquet file that holds it. */
export interface SplitFile extends Pick<ExamplesSplit, "name"> {
  readonly path: string;
}

/**
 * The digest of an Examples artifact's content: of its columns, its splits and their rows in their order. The same content has the same digest
 * on every machine, whatever the source's format was and however Parquet was written.
 *
 * Of each row the MD5 of `<index in its split>:<canonical text>` (see canonical-text.ts) is taken, as two little-endian 64-bit numbers, and
 * these are summed up over the split. Sums need no order, so all cores work at once; the index is what makes the order of rows count. The
 * digest is the SHA-256 of the JSON text `{"columns":[[name,type],…],"splits":[[name,rows,sum,sum],…]}`, splits sorted by name, sums as
 * decimal texts. It tells content apart; it is no protection against somebody who forges it.
 */
export async function examplesDigest(
  database: Database,
  columns: readonly ExamplesColumn[],
  splits: readonly SplitFile[],
): Promise<string> {
  const sums: (readonly [name: string, rows: number, first: string, last: string])[] = [];
  for (const { name, path } of [...splits].sort((left, right) => (left.name < right.name ? -1 : 1))) {
    const [found] = await database.rows<{ rows: bigint; first: bigint | null; last: bigint | null }>(
      `SELECT count(*) AS rows, sum(md5_number_upper(t)) AS first, sum(md5_number_lower(t)) AS last ` +
        `FROM (SELECT concat(file_row_number, ':', ${canonicalRow(columns)}) AS t FROM read_parquet(${quoteText(path)}))`,
    );
    sums.push([name, Number(found?.rows ?? 0n), String(found?.first ?? 0n), String(found?.last ?? 0n)]);
  }
  const content = { columns: columns.map(({ name, type }) => [name, type]), splits: sums };
  return `sha256:${createHash("sha256").update(JSON.stringify(content)).digest("hex")}`;
}
