import { writeFile } from "node:fs/promises";
import { InputError } from "../../dsl/run-context.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { type AnomaliesFile, anomaliesFile } from "../formats/anomalies-file.ts";
import { type Database, openDatabase } from "../formats/duckdb.ts";
import { type ExamplesFolder, readExamplesFolder } from "../formats/examples-folder.ts";
import { readSchemaFile, type SchemaFile, schemaFile, schemaText } from "../formats/schema-file.ts";
import { readStatisticsFile, type StatisticsFile } from "../formats/statistics-file.ts";
import { checkExamples } from "./check-examples.ts";
import { inferSchema } from "./infer-schema.ts";
import { validatePage } from "./page.ts";
import type { ValidateContext, ValidateResult } from "./spec.ts";

/** The work of `validate`. */
export async function run({ params, inputs, outputs, log, signal, progress }: ValidateContext): Promise<ValidateResult> {
  const examples = await readExamplesFolder(inputs.examples.path);
  const statistics = await readStatisticsFile(inputs.statistics.path);
  refuseForeignStatistics(examples, statistics);
  const given = params.schema === undefined ? undefined : await readSchemaFile(params.schema);
  const label = findLabel(params.label ?? given?.label ?? statistics.label, examples, given);
  const baseSplit = findBaseSplit(params.inferFrom, statistics);
  using database = await openDatabase({ signal });
  const schema = schemaFile.parse(given ?? (await inferFrom(database, baseSplit, examples, statistics, label)));
  progress(1, 3);
  const { anomalies, measures } = await checkExamples({
    ...params,
    schema,
    schemaIsGiven: given !== undefined,
    statistics,
    examples,
    database,
    label,
    baseSplit,
  });
  progress(2, 3);
  const ok = !anomalies.some(({ severity }) => severity === "error" || params.strict);
  const file: AnomaliesFile = {
    format: "pipewright.anomalies/1",
    ok,
    schema: given === undefined ? "inferred" : "given",
    anomalies: [...anomalies],
    measures: [...measures],
  };
  await writeFile(outputs.schema.path, schemaText(schema));
  await writeFile(outputs.anomalies.path, `${JSON.stringify(anomaliesFile.parse(file), null, 1)}\n`);
  await writeFile(outputs.page.path, validatePage({ file, schema, statistics, source: examples.source, label }));
  for (const { severity, message } of anomalies) severity === "error" ? log.warn(`error: ${message}`) : log.warn(message);
  log.info(
    ok
      ? `the data pass${anomalies.length === 0 ? "" : `, with ${anomalies.length} ${anomalies.length === 1 ? "warning" : "warnings"}`}`
      : "the data do not pass",
  );
  progress(3, 3);
  return { ok };
}

/** Statistics of other examples would judge rows that they never saw. */
function refuseForeignStatistics(examples: ExamplesFolder, statistics: StatisticsFile): void {
  if (statistics.examplesDigest === examples.digest) return;
  throw new InputError(
    "statistics-of-other-examples",
    `The statistics describe other examples (${statistics.examplesDigest}) than the ones given (${examples.digest}).`,
    "Wire both inputs from the same examples.",
  );
}

function findLabel(label: string | undefined, examples: ExamplesFolder, schema: SchemaFile | undefined): string | undefined {
  const names = examples.columns.map(({ name }) => name);
  // a label that a given schema demands and the data lack is an anomaly, column-missing
  if (label === undefined || names.includes(label) || (schema !== undefined && label in schema.columns)) return label;
  throw new InputError(
    "column-unknown",
    `The label "${label}" is no column of the examples.${didYouMean(label, names)}`,
    `Its columns are ${names.slice(0, 30).join(", ")}${names.length > 30 ? ", …" : ""}.`,
  );
}

/** The split that a schema comes from and others are compared with: the one named; else, with one split alone, that one. */
function findBaseSplit(wanted: string, statistics: StatisticsFile): string {
  const names = statistics.splits.map(({ name }) => name);
  if (names.includes(wanted)) return wanted;
  if (names.length === 1 && names[0] !== undefined) return names[0];
  throw new InputError(
    "split-unknown",
    `There is no split "${wanted}" to infer from.${didYouMean(wanted, names)}`,
    `Set inferFrom to one of ${names.join(", ")}.`,
  );
}

async function inferFrom(
  database: Database,
  split: string,
  examples: ExamplesFolder,
  statistics: StatisticsFile,
  label: string | undefined,
): Promise<SchemaFile> {
  const described = statistics.splits.find(({ name }) => name === split)!;
  const { path } = examples.splits.find(({ name }) => name === split)!;
  return await inferSchema(database, described, path, label);
}
