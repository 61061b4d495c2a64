import { stat } from "node:fs/promises";
import { InputError } from "../../dsl/run-context.ts";
import type { Database } from "../formats/duckdb.ts";
import { readCsv } from "../formats/read-csv.ts";
import { readJsonl } from "../formats/read-jsonl.ts";
import { readParquet } from "../formats/read-parquet.ts";
import type { Relation } from "../formats/relation.ts";
import { detectFormat, type Format } from "./detect-format.ts";
import { type FetchedSource, withoutMark } from "./fetch-source.ts";

/** Says how much of a phase is done, 0 to 1. */
export type ReadProgress = (phase: "fetch" | "check" | "types" | "split" | "digest", share: number) => void;

/**
 * Finds out what a fetched source is, checks it to its end and gives it as a typed relation.
 *
 * @throws InputError whose message begins with the source's name
 */
export async function readSource(
  database: Database,
  { path, name }: FetchedSource,
  format: "auto" | Format,
  { signal, step }: { readonly signal: AbortSignal; readonly step: ReadProgress },
): Promise<Relation> {
  const found = await detectFormat(path, name, format);
  const { size } = await stat(path);
  const options = { signal, onProgress: (bytes: number) => step("check", bytes / size) };
  try {
    const relation =
      found === "parquet"
        ? await readParquet(database, path)
        : found === "jsonl"
          ? await readJsonl(database, await withoutMark(path), options)
          : await readCsv(database, path, options);
    step("types", 0);
    return relation;
  } catch (error) {
    if (error instanceof InputError) throw new InputError(error.code, `${name}: ${error.message}`, error.help);
    throw error;
  }
}
