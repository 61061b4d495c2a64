import { rm } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../../dsl/run-context.ts";
import { type Database, quoteIdentifier, quoteText } from "../formats/duckdb.ts";
import { type ExamplesSplit, examplesManifestName } from "../formats/examples-folder.ts";
import type { PlannedSplit } from "./plan-splits.ts";
import type { Staged } from "./stage.ts";
import { writeParquet } from "./write-parquet.ts";

/**
 * Cuts staged rows into a Parquet file per split, in the order of the source.
 *
 * @throws InputError when no row fell into `train`, or, without a split of that name, into the largest one
 */
export async function writeSplits(
  database: Database,
  staged: Staged,
  splits: readonly PlannedSplit[],
  folder: string,
): Promise<readonly ExamplesSplit[]> {
  const written: ExamplesSplit[] = [];
  const [bucket, names] = [quoteIdentifier(staged.bucket), staged.columns.map(({ name }) => quoteIdentifier(name)).join(", ")];
  for (const { name, from, to } of splits) {
    const file = `${name}.parquet`;
    const path = join(folder, file);
    const rows = `SELECT ${names} FROM read_parquet(${quoteText(staged.path)}) WHERE ${bucket} >= ${from} AND ${bucket} < ${to}`;
    await writeParquet(database, rows, path, "zstd");
    const [count] = await database.rows<{ readonly rows: bigint }>(
      `SELECT count(*) AS rows FROM read_parquet(${quoteText(path)})`,
    );
    written.push({ name, rows: Number(count?.rows ?? 0n), file });
  }
  refuseEmptyTrain(written);
  return written;
}

function refuseEmptyTrain(written: readonly ExamplesSplit[]): void {
  const split = written.find(({ name }) => name === "train") ?? written[0];
  if (split === undefined || split.rows > 0) return;
  throw new InputError(
    "train-split-empty",
    `No row fell into the split "${split.name}", so there is nothing to learn from: ${countsOf(written)}.`,
    "Give more rows, another weight, or other columns in splitBy.",
  );
}

/** `train 800, eval 200` */
export function countsOf(splits: readonly ExamplesSplit[]): string {
  return splits.map(({ name, rows }) => `${name} ${rows}`).join(", ");
}

/** Removes what an attempt that failed has left. */
export async function removeSplits(splits: readonly PlannedSplit[], folder: string): Promise<void> {
  for (const file of [examplesManifestName, ...splits.map(({ name }) => `${name}.parquet`)]) {
    await rm(join(folder, file), { force: true }).catch(() => undefined); // what went wrong before is what people should read
  }
}
