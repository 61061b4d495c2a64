import { mkdtempSync, rmSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { type Cell, openDatabase, quoteText } from "../../../components/formats/duckdb.ts";
import { readExamplesFolder } from "../../../components/formats/examples-folder.ts";
import { ingest } from "../../../components/ingest/spec.ts";
import { type ComponentRun, runComponent, type TestResult } from "../../../testing/run-component.ts";

type Spec = typeof ingest.spec;
type IngestParams = NonNullable<ComponentRun<NonNullable<Spec["params"]>, {}>["params"]>;
type IngestTest = TestResult<NonNullable<Spec["outputs"]>>;

/** Goes when the file's tests are done. */
const root = mkdtempSync(join(tmpdir(), "pipewright-source-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A file of its own, in a folder of its own. */
export async function sourceFile(content: string | Uint8Array, name = "data.csv"): Promise<string> {
  const path = join(await mkdtemp(join(root, "-")), name);
  await writeFile(path, content);
  return path;
}

/** Runs ingest on text. All rows go into one split, `train`, unless the params say otherwise. */
export async function ingestText(
  content: string | Uint8Array,
  params: Omit<IngestParams, "source"> = {},
  name = "data.csv",
): Promise<IngestTest> {
  return await runComponent(ingest, {
    params: { splits: { train: 1 }, ...params, source: await sourceFile(content, name) },
  });
}

/** The rows of a split, in order, as objects by column name. */
export async function rowsOf(folder: string, split = "train"): Promise<readonly Readonly<Record<string, Cell>>[]> {
  const { splits } = await readExamplesFolder(folder);
  using database = await openDatabase({ threads: 1 });
  return await database.rows(`SELECT * FROM read_parquet(${quoteText(splits.find(({ name }) => name === split)!.path)})`);
}

/** `{ fare: "number", … }` */
export async function typesOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const { columns } = await readExamplesFolder(folder);
  return Object.fromEntries(columns.map(({ name, type }) => [name, type]));
}
