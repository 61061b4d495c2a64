import { stat } from "node:fs/promises";
import type { Database } from "../formats/duckdb.ts";
import { readCsv } from "../formats/read-csv.ts";
import { readJsonl } from "../formats/read-jsonl.ts";
import { readParquet } from "../formats/read-parquet.ts";
import type { Relation } from "../formats/relation.ts";
import { detectFormat, type Format } from "./detect-format.ts";
import { type FetchedSource, withoutMark } from "./fetch-source.ts";
import { named } from "./source-error.ts";

/** Says how much of a phase is done, 0 to 1. */
export type ReadProgress = (phase: "fetch" | "check" | "types" | "split" | "digest", share: number) => void;

/**
 * Finds out what a fetched source is, checks it to its end and gives it as a typed relation.
 *
 * @throws InputError whose message begins with the source's name
 */
export async function readSource(
  database: Database,
  source: FetchedSource,
  format: "auto" | Format,
  options: ReadOptions,
): Promise<Relation> {
  try {
    return await readFetched(database, source, format, options);
  } catch (error) {
    throw named(error, source.name);
  }
}

interface ReadOptions {
  readonly signal: AbortSignal;
  readonly step: ReadProgress;
}

async function readFetched(
  database: Database,
  { path, name }: FetchedSource,
  format: "auto" | Format,
  { signal, step }: ReadOptions,
): Promise<Relation> {
  const found = await detectFormat(path, name, format);
  const { size } = await stat(path);
  const options = { signal, onProgress: (bytes: number) => step("check", bytes / size) };
  if (found === "parquet") return await readParquet(database, path);
  const relation =
    found === "jsonl" ? await readJsonl(database, await withoutMark(path), options) : await readCsv(database, path, options);
  step("types", 0);
  return relation;
}
