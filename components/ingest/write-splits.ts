import { rm } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../../dsl/run-context.ts";
import { type Database, quoteIdentifier, quoteText } from "../formats/duckdb.ts";
import type { HashedSplit } from "../formats/examples-digest.ts";
import { type ExamplesSplit, examplesManifestName } from "../formats/examples-folder.ts";
import type { PlannedSplit } from "./plan-splits.ts";
import type { Staged } from "./stage.ts";
import { writeParquet } from "./write-parquet.ts";

/**
 * Cuts staged rows into a Parquet file per split, in the order of the source. The same rows are the same bytes on every machine.
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
  const columns = staged.columns.map(({ name }, index) => `c${index} AS ${quoteIdentifier(name)}`).join(", ");
  // one thread: with more, row groups end at other rows, and the same rows would be other bytes
  await database.run("SET threads = 1");
  for (const split of splits) {
    const file = `${split.name}.parquet`;
    const path = join(folder, file);
    await writeParquet(database, `SELECT ${columns} FROM ${rowsOf(staged, split)}`, path, "zstd");
    const [count] = await database.rows<{ readonly rows: bigint }>(
      `SELECT count(*) AS rows FROM read_parquet(${quoteText(path)})`,
    );
    written.push({ name: split.name, rows: Number(count?.rows ?? 0n), file });
  }
  await database.run(`SET threads = ${database.threads}`);
  refuseEmptyTrain(written);
  return written;
}

/** The staged rows of a split, in the order of the source. */
function rowsOf({ path }: Staged, { from, to }: PlannedSplit): string {
  return `read_parquet(${quoteText(path)}) WHERE bucket >= ${from} AND bucket < ${to}`;
}

/** The splits as `examplesDigest` wants them. */
export function hashedSplits(staged: Staged, splits: readonly PlannedSplit[]): readonly HashedSplit[] {
  return splits.map((split) => ({ name: split.name, hashes: `SELECT first, last FROM ${rowsOf(staged, split)}` }));
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
