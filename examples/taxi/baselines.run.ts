import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { InputError } from "pipewright";
import { fitLogisticRegression, predict } from "./logistic-regression.ts";

interface Rows {
  /** Row-major, shape `[numRows, numFeatures]`. */
  readonly features: Float32Array;
  /** 0 or 1. */
  readonly labels: Uint8Array;
  readonly numFeatures: number;
}

interface Given {
  readonly params: { readonly label: string; readonly trainSplit: string; readonly split: string; readonly ridge: number };
  readonly inputs: { readonly examples: { readonly path: string } };
  readonly outputs: { readonly metrics: { readonly path: string } };
  readonly log: { readonly info: (message: string) => void };
}

export async function run({ params, inputs, outputs, log }: Given) {
  const { label, trainSplit, split, ridge } = params;
  const train = await readRows(inputs.examples.path, trainSplit, label);
  const test = await readRows(inputs.examples.path, split, label);

  const majority = share(train.labels) >= 0.5 ? 1 : 0;
  const majorityAccuracy = majority === 1 ? share(test.labels) : 1 - share(test.labels);
  const weights = fitLogisticRegression(train.features, train.labels, train.numFeatures, ridge);
  const probabilities = Float64Array.from(test.labels, (_, row) => predict(weights, test.features, row));
  const scores = {
    auc: auc(probabilities, test.labels),
    accuracy: mean(probabilities, (probability, row) => (probability >= 0.5 === (test.labels[row] === 1) ? 1 : 0)),
    logLoss: mean(probabilities, (probability, row) => -Math.log(test.labels[row] === 1 ? probability : 1 - probability)),
  };
  log.info(`always ${majority}: accuracy ${majorityAccuracy.toFixed(4)}, AUC 0.5`);
  log.info(
    `logistic regression: AUC ${scores.auc.toFixed(4)}, accuracy ${scores.accuracy.toFixed(4)}, log loss ${scores.logLoss.toFixed(4)}`,
  );

  await writeFile(outputs.metrics.path, JSON.stringify(metricsFile(majorityAccuracy, scores)));
  return { majorityAccuracy, logisticAuc: scores.auc, scores };
}

/** Examples are Parquet and JSON: any program can read them, here DuckDB. */
async function readRows(folder: string, split: string, label: string): Promise<Rows> {
  const manifest = JSON.parse(await readFile(join(folder, "examples.json"), "utf8")) as {
    splits: { name: string; file: string }[];
  };
  const file = manifest.splits.find(({ name }) => name === split)?.file;
  if (file === undefined) throw new InputError("unknown-split", `The examples have no split "${split}".`);
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const column = `"${label.replaceAll('"', '""')}"`;
  const reader = await connection.runAndReadAll(`SELECT features, ${column} AS label FROM read_parquet($1)`, [
    join(folder, file),
  ]);
  const rows = reader.getRowObjectsJS() as { features: number[]; label: bigint }[];
  connection.closeSync();
  const numFeatures = rows[0]?.features.length ?? 0;
  const features = new Float32Array(rows.length * numFeatures);
  for (const [index, row] of rows.entries()) features.set(row.features, index * numFeatures);
  return { features, labels: Uint8Array.from(rows, (row) => Number(row.label)), numFeatures };
}

/** The chance that a row of class 1 scores above one of class 0, from the sum of the ranks; ties share their mean rank. */
function auc(scores: Float64Array, labels: Uint8Array): number {
  const order = [...scores.keys()].sort((a, b) => scores[a]! - scores[b]!);
  let [rankSum, positives] = [0, 0];
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to++;
    const found = order.slice(from, to).filter((row) => labels[row] === 1).length;
    positives += found;
    rankSum += (found * (from + 1 + to)) / 2;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (labels.length - positives));
}

function mean(values: Float64Array, of: (value: number, row: number) => number): number {
  return values.reduce((sum, value, row) => sum + of(value, row), 0) / values.length;
}

function share(labels: Uint8Array): number {
  return labels.reduce((sum, each) => sum + each, 0) / labels.length;
}

/** Drawn by the run's report. */
function metricsFile(majorityAccuracy: number, scores: Readonly<Record<"auc" | "accuracy" | "logLoss", number>>) {
  return {
    format: "pipewright.metrics/1",
    scalars: { majorityAccuracy, logisticAuc: scores.auc, logisticAccuracy: scores.accuracy, logisticLogLoss: scores.logLoss },
    charts: [],
    tables: [
      {
        title: "Baselines",
        columns: ["model", "AUC", "accuracy", "log loss"],
        rows: [
          ["always the commoner class", 0.5, majorityAccuracy, null],
          ["logistic regression", scores.auc, scores.accuracy, scores.logLoss],
        ],
      },
    ],
  };
}
