import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../formats/duckdb.ts";
import { examplesDigest } from "../formats/examples-digest.ts";
import { writeExamplesManifest } from "../formats/examples-folder.ts";
import { fetchSource } from "./fetch-source.ts";
import { locateSource } from "./locate-source.ts";
import { bucketCount, planSplits } from "./plan-splits.ts";
import { type ReadProgress, readSource } from "./read-source.ts";
import { sourceError } from "./source-error.ts";
import type { IngestContext, IngestResult } from "./spec.ts";
import { stage } from "./stage.ts";
import { countsOf, hashedSplits, removeSplits, writeSplits } from "./write-splits.ts";

/** The work of `ingest`: fetch, check and type, stage with a bucket per row, write each split, digest. */
export async function run({ params, outputs, log, signal, progress }: IngestContext): Promise<IngestResult> {
  const splits = planSplits(params.splits);
  const source = await locateSource(params.source);
  const folder = outputs.examples.path;
  const workFolder = await mkdtemp(join(tmpdir(), "pipewright-ingest-"));
  const step: ReadProgress = (name, share) => progress(Math.round(phases[name].from + share * phases[name].length), 100);
  try {
    const onProgress = (bytes: number, total = 2 * bytes) => step("fetch", bytes / total);
    const fetched = await fetchSource(source, workFolder, { signal, log, onProgress });
    using database = await openDatabase({ signal });
    const relation = await readSource(database, fetched, params.format, { signal, step });
    const staged = await stage(database, relation, join(workFolder, "staged.parquet"), {
      ...params,
      buckets: bucketCount(splits),
    });
    step("split", 0);
    const written = await writeSplits(database, staged, splits, folder);
    step("digest", 0);
    const digest = await examplesDigest(database, staged.columns, hashedSplits(staged, splits));
    await writeExamplesManifest(folder, { columns: staged.columns, splits: written, digest, source: source.name });
    const rows = written.reduce((sum, split) => sum + split.rows, 0);
    log.info(`${rows} rows and ${staged.columns.length} columns from ${source.name}: ${countsOf(written)}`);
    for (const split of written) if (split.rows === 0) log.warn(`The split "${split.name}" holds no rows.`);
    progress(100, 100);
    return { rows, digest, splitRows: Object.fromEntries(written.map((split) => [split.name, split.rows])) };
  } catch (error) {
    await removeSplits(splits, folder);
    throw sourceError(error, source.name);
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}

/** Where each phase begins on a scale of 0 to 100, and how long it is. */
const phases = {
  fetch: { from: 0, length: 20 },
  check: { from: 20, length: 20 },
  types: { from: 40, length: 25 },
  split: { from: 65, length: 25 },
  digest: { from: 90, length: 10 },
} as const;
