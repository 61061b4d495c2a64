import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { InputError } from "../../dsl/run-context.ts";
import { readJsonFile } from "./json-file.ts";

/**
 * What the values of a column are. On disk (Parquet) and in DuckDB: integer = BIGINT, number = DOUBLE, text = VARCHAR, boolean = BOOLEAN,
 * timestamp = TIMESTAMP (microseconds, UTC), numbers = FLOAT[] (a vector per row). Any value may be missing (NULL).
 */
export const columnType = z.enum(["integer", "number", "text", "boolean", "timestamp", "numbers"]);
export type ColumnType = z.output<typeof columnType>;

/** The type that DuckDB and Parquet hold a column in. */
export const storageTypes = {
  integer: "BIGINT",
  number: "DOUBLE",
  text: "VARCHAR",
  boolean: "BOOLEAN",
  timestamp: "TIMESTAMP",
  numbers: "FLOAT[]",
} as const satisfies Record<ColumnType, string>;

/** The file in an examples folder that says what it holds. */
export const examplesManifestName = "examples.json";

const examplesColumn = z.object({ name: z.string().min(1), type: columnType });
const examplesSplit = z.object({
  name: z.string().min(1),
  rows: z.int().nonnegative(),
  /** A plain file name inside the folder. */
  file: z.string().regex(/^[^/\\]+\.parquet$/, "must be the plain name of a .parquet file in the folder"),
});

/** `examples.json`. */
export const examplesManifest = z
  .object({
    format: z.literal("pipewright.examples/1"),
    /** In the order of the Parquet files. */
    columns: z.array(examplesColumn).min(1),
    splits: z.array(examplesSplit).min(1),
    /** Of columns and rows of all splits: see components/ingest/README.md. */
    digest: z.string().regex(/^sha256:[0-9a-f]{64}$/, "must be sha256: and 64 hexadecimal digits"),
    /** Where the rows came from, for people. */
    source: z.string(),
  })
  .refine(({ columns }) => areDistinct(columns), { path: ["columns"], message: "two columns have the same name" })
  .refine(({ splits }) => areDistinct(splits), { path: ["splits"], message: "two splits have the same name" });

export type ExamplesManifest = Readonly<z.output<typeof examplesManifest>>;
export type ExamplesColumn = Readonly<z.output<typeof examplesColumn>>;
export type ExamplesSplit = Readonly<z.output<typeof examplesSplit>>;

/** What a manifest is made of. */
export interface ExamplesContent extends Omit<ExamplesManifest, "format" | "columns" | "splits"> {
  readonly columns: readonly ExamplesColumn[];
  readonly splits: readonly ExamplesSplit[];
}

/** An `Examples` artifact: its manifest, and where each split's Parquet file lies. */
export interface ExamplesFolder extends Omit<ExamplesManifest, "splits"> {
  readonly folder: string;
  /** As in the manifest, with the full path of the file. */
  readonly splits: readonly (ExamplesSplit & { readonly path: string })[];
}

/**
 * Opens an `Examples` artifact.
 *
 * @param folder the folder that `ingest` or `transform` wrote
 * @throws InputError when the folder has no `examples.json`, when that breaks its format, or when a split's file is missing
 * @example
 * const { columns, splits } = await readExamplesFolder(inputs.examples.path);
 */
export async function readExamplesFolder(folder: string): Promise<ExamplesFolder> {
  const path = join(folder, examplesManifestName);
  if (!(await isFile(path))) {
    throw new InputError(
      "no-examples-folder",
      `"${folder}" is no folder of examples: it has no ${examplesManifestName}.`,
      "Give the Examples artifact that ingest or transform made.",
    );
  }
  const manifest = await readJsonFile(path, examplesManifest, "the manifest of an Examples artifact");
  const splits = manifest.splits.map((split) => ({ ...split, path: join(folder, split.file) }));
  for (const split of splits) {
    if (await isFile(split.path)) continue;
    throw new InputError(
      "split-file-missing",
      `${path} names the split "${split.name}", but its file ${split.file} is not in the folder.`,
      "Make the examples again; the folder was copied only in part.",
    );
  }
  return { ...manifest, folder, splits };
}

/**
 * Writes `examples.json` into a folder that already holds the Parquet files.
 *
 * @example
 * await writeExamplesManifest(outputs.examples.path, { columns, splits, digest, source });
 */
export async function writeExamplesManifest(folder: string, content: ExamplesContent): Promise<void> {
  const { columns, splits, digest, source } = content;
  const manifest = examplesManifest.parse({ format: "pipewright.examples/1", columns, splits, digest, source });
  await writeFile(join(folder, examplesManifestName), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

function areDistinct(named: readonly { readonly name: string }[]): boolean {
  return new Set(named.map(({ name }) => name)).size === named.length;
}
