import { writeFile } from "node:fs/promises";
import { InputError } from "../../dsl/run-context.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { examplesError } from "../formats/data-error.ts";
import { openDatabase } from "../formats/duckdb.ts";
import { readExamplesFolder } from "../formats/examples-folder.ts";
import { statisticsFile } from "../formats/statistics-file.ts";
import { describeExamples } from "./describe-examples.ts";
import { statisticsPage } from "./page.ts";
import type { StatisticsContext, StatisticsResult } from "./spec.ts";

/** The work of `statistics`. */
export async function run({ params, inputs, outputs, log, signal, progress }: StatisticsContext): Promise<StatisticsResult> {
  const examples = await readExamplesFolder(inputs.examples.path);
  const names = examples.columns.map(({ name }) => name);
  if (params.label !== undefined && !names.includes(params.label)) {
    throw new InputError(
      "column-unknown",
      `The label "${params.label}" is no column of the examples.${didYouMean(params.label, names)}`,
      `Its columns are ${names.slice(0, 30).join(", ")}${names.length > 30 ? ", …" : ""}.`,
    );
  }
  using database = await openDatabase({ signal });
  const described = await describeExamples(database, examples, { ...params, progress }).catch((error: unknown) => {
    throw examplesError(error);
  });
  const file = statisticsFile.parse(described);
  await writeFile(outputs.statistics.path, `${JSON.stringify(file, null, 1)}\n`);
  await writeFile(outputs.page.path, statisticsPage(file, examples.source));
  log.info(`${names.length} columns in ${examples.splits.map(({ name, rows }) => `${name} (${rows} rows)`).join(", ")}`);
}
