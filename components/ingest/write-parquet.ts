import { type Database, quoteText } from "../formats/duckdb.ts";

/**
 * Writes what a query gives into a Parquet file, in the order in which it comes.
 *
 * @param compression snappy for files of an hour, zstd for those that stay
 */
export async function writeParquet(
  database: Database,
  query: string,
  path: string,
  compression: "zstd" | "snappy",
): Promise<void> {
  await database.run(`COPY (${query}) TO ${quoteText(path)} (FORMAT parquet, COMPRESSION ${compression}, ROW_GROUP_SIZE 122880)`);
}
