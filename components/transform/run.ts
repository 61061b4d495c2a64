import { createHash } from "node:crypto";
import { join } from "node:path";
import { InputError } from "../../dsl/run-context.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { openDatabase, quoteIdentifier } from "../formats/duckdb.ts";
import { type ExamplesFolder, readExamplesFolder, writeExamplesManifest } from "../formats/examples-folder.ts";
import { featuresColumn, type TransformGraphFile, writeTransformGraph } from "../formats/transform-graph.ts";
import { rowTransform } from "./apply-transform.ts";
import { checkColumns, type TransformPlan } from "./check-columns.ts";
import { fitTransform } from "./fit-transform.ts";
import { countClasses, labelSql, requireBothClasses } from "./label.ts";
import type { TransformContext, TransformResult } from "./spec.ts";
import { registerTransform, writeSplit } from "./write-split.ts";

/** The work of `transform`: check, fit on one split, apply to all. */
export async function run({ params, inputs, outputs, log, signal, progress }: TransformContext): Promise<TransformResult> {
  const examples = await readExamplesFolder(inputs.examples.path);
  const label = typeof params.label === "string" ? { column: params.label, positive: null } : params.label;
  const plan = checkColumns(examples, params.features, label.column, params.passthrough);
  const fitOn = findFitSplit(examples, params.fitOn);
  using database = await openDatabase({ signal });

  const classSql = labelSql(plan.label, label.positive);
  for (const split of examples.splits) {
    const counts = await countClasses(database, split, plan.label, classSql);
    if (split === fitOn) requireBothClasses(split.name, plan.label.name, counts);
    log.info(`split "${split.name}": ${split.rows} rows, ${counts.positives} of class 1`);
  }

  const graph = await fitTransform(database, examples, fitOn, plan, label.positive);
  await writeTransformGraph(outputs.transform.path, graph);
  log.info(
    `fitted on "${fitOn.name}": ${plan.features.length} features of ${new Set(plan.features.map((each) => each.column)).size} columns, ${graph.numFeatures} elements`,
  );

  const total = examples.splits.reduce((rows, split) => rows + split.rows, 0);
  let done = 0;
  const vector = await registerTransform(database, graph, rowTransform(graph), (count) => {
    done += count;
    progress(done, total);
  });
  const kept = [
    { sql: `CAST(${classSql} AS BIGINT)`, name: plan.label.name },
    ...plan.passthrough.map(({ name }) => ({ sql: quoteIdentifier(name), name })),
  ];
  for (const split of examples.splits) {
    await writeSplit(database, vector, split.path, join(outputs.transformed.path, split.file), kept);
  }
  await writeManifest(outputs.transformed.path, examples, plan, graph);
  return { numFeatures: graph.numFeatures };
}

function findFitSplit({ splits }: ExamplesFolder, name: string): ExamplesFolder["splits"][number] {
  const split = splits.find((each) => each.name === name);
  const names = splits.map((each) => each.name);
  if (split === undefined) {
    throw new InputError(
      "unknown-split",
      `\`fitOn\` names the split "${name}", which the examples do not have.${didYouMean(name, names)}`,
      `The splits are ${names.map((each) => `"${each}"`).join(", ")}.`,
    );
  }
  if (split.rows > 0) return split;
  throw new InputError("no-rows", `Split "${name}" has no rows: nothing to fit on.`, "Give it a larger share of the data.");
}

/** The rows follow from the source's rows and the graph, so their digest follows from both digests. */
async function writeManifest(
  folder: string,
  examples: ExamplesFolder,
  plan: TransformPlan,
  graph: TransformGraphFile,
): Promise<void> {
  await writeExamplesManifest(folder, {
    columns: [
      { name: featuresColumn, type: "numbers" },
      { name: plan.label.name, type: "integer" },
      ...plan.passthrough.map(({ name, type }) => ({ name, type })),
    ],
    splits: examples.splits.map(({ name, rows, file }) => ({ name, rows, file })),
    digest: `sha256:${createHash("sha256").update(`${examples.digest} ${graph.digest}`).digest("hex")}`,
    source: `${examples.source}, transformed`,
  });
}
