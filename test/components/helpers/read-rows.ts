import { openDatabase, quoteText } from "../../../components/formats/duckdb.ts";
import { readExamplesFolder } from "../../../components/formats/examples-folder.ts";

/** All rows of a split as plain objects, in the order of the file. */
export async function readRows(folder: string, split: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { splits } = await readExamplesFolder(folder);
  using database = await openDatabase({ threads: 1 });
  return await database.rows(`SELECT * FROM read_parquet(${quoteText(splits.find(({ name }) => name === split)!.path)})`);
}
