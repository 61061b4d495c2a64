import { writeFile } from "node:fs/promises";
import { InputError } from "../../dsl/run-context.ts";
import { openDatabase } from "../formats/duckdb.ts";
import { readExamplesFolder } from "../formats/examples-folder.ts";
import { type ModelSignature, modelInputSize, readModelSignature } from "../formats/model-folder.ts";
import { confusionMatrix } from "../math/confusion-matrix.ts";
import { cumulativeCounts } from "../math/cumulative-counts.ts";
import { reliabilityCurve } from "../math/reliability-curve.ts";
import { loadLayersModel } from "../tfjs/layers-model.ts";
import { openBackend } from "../tfjs/open-backend.ts";
import { requireSplit } from "../train/read-splits.ts";
import { classifierMetrics } from "./classifier-metrics.ts";
import type { Evaluation } from "./evaluation.ts";
import { evaluationMetrics } from "./evaluation-metrics.ts";
import { evaluationPage } from "./evaluation-page.ts";
import { scoreHistogram } from "./score-histogram.ts";
import { scoreSplit } from "./score-split.ts";
import { sliceColumns } from "./slice-columns.ts";
import { measureSlices, type Slice, sliceName } from "./slices.ts";
import type { EvaluateContext, EvaluateResult } from "./spec.ts";
import { allPassed, checkThresholds, type Requirement, type Verdict } from "./thresholds.ts";

/** Bins of the reliability curve and of the distribution of scores. */
const numReliabilityBins = 10;
const numScoreBins = 20;

/** The work of `evaluate`: answers first, then numbers, then verdicts, then pictures. */
export async function run({ params, inputs, outputs, log, signal, progress }: EvaluateContext): Promise<EvaluateResult> {
  const signature = await readModelSignature(inputs.model.path);
  const examples = await readExamplesFolder(inputs.examples.path);
  const label = params.label ?? signature.label.column;
  const split = requireSplit(examples, params.split, label);
  const notes = notesOn(split.name, signature);
  for (const note of notes) log.warn(note);

  using database = await openDatabase({ signal });
  const columns = await sliceColumns(database, examples, split, [
    ...params.sliceBy,
    ...params.sliceThresholds.map(({ column }) => column),
  ]);
  // One pass forward over some rows: moving them to a GPU would cost more than it saves.
  const backend = await openBackend({ device: "cpu", log, env: {} });
  const model = await loadLayersModel(backend, inputs.model.path);
  const numFeatures = modelInputSize(signature);
  const request = { split, label, numFeatures, sliceColumns: columns, signal, onProgress: progress };
  const scored = await scoreSplit(backend, model, database, request).finally(() => {
    model.dispose();
    backend.close();
  });

  const counts = cumulativeCounts(scored.probabilities, scored.labels);
  if (counts.positives === 0 || counts.negatives === 0) {
    throw new InputError(
      "label-with-one-class",
      `The label "${label}" is ${counts.positives === 0 ? 0 : 1} in all ${split.rows} rows of split "${split.name}": most metrics mean nothing.`,
      "Look at how the label is made and at how the splits are cut.",
    );
  }
  const metrics = classifierMetrics(scored, params.decisionThreshold, counts);
  const slices = scored.slices.flatMap((index) => measureSlices(index, scored, params.decisionThreshold, params.minSliceSize));
  const verdicts = checkThresholds(requirementsOf(params), {
    overall: metrics,
    slices: new Map(
      slices.map((slice) => [sliceName(slice.column, slice.value), slice.metrics ?? tooFewRows(slice, params.minSliceSize)]),
    ),
    baseline: params.baseline,
  });
  const thresholds = [...new Set([params.decisionThreshold, ...params.thresholds])].sort((a, b) => a - b);
  const evaluation: Evaluation = {
    split: split.name,
    label,
    decisionThreshold: params.decisionThreshold,
    metrics,
    counts,
    reliability: reliabilityCurve(scored.probabilities, scored.labels, numReliabilityBins),
    scoreHistogram: scoreHistogram(scored, numScoreBins),
    confusion: thresholds.map((threshold) => ({ threshold, ...confusionMatrix(scored.probabilities, scored.labels, threshold) })),
    slices,
    minSliceSize: params.minSliceSize,
    baseline: params.baseline,
    verdicts,
    notes,
  };
  await writeFile(outputs.metrics.path, `${JSON.stringify(evaluationMetrics(evaluation))}\n`);
  await writeFile(outputs.page.path, evaluationPage(evaluation));

  log.info(
    `split "${split.name}": ${split.rows} rows, AUC ${metrics.auc!.toFixed(4)}, log loss ${metrics.logLoss!.toFixed(4)}, accuracy ${metrics.accuracy!.toFixed(4)}`,
  );
  const reasons = Object.fromEntries(verdicts.map((verdict) => [verdictName(verdict), `${verdict.status}: ${verdict.reason}`]));
  for (const [bound, reason] of Object.entries(reasons)) log.info(`${bound}: ${reason}`);
  if (verdicts.length === 0) log.info("no thresholds were given, so nothing was demanded of the model");
  return { auc: metrics.auc!, accuracy: metrics.accuracy!, logLoss: metrics.logLoss!, ok: allPassed(verdicts), reasons };
}

function requirementsOf({ metricThresholds, sliceThresholds }: EvaluateContext["params"]): readonly Requirement[] {
  return [
    ...Object.entries(metricThresholds).map(([metric, threshold]) => ({ metric, slice: null, threshold })),
    ...sliceThresholds.map(({ metric, column, value, ...threshold }) => ({ metric, slice: sliceName(column, value), threshold })),
  ];
}

function verdictName({ metric, slice, rule, bound }: Verdict): string {
  return `${metric}${slice === null ? "" : ` where ${slice}`} ${rule} ${bound}`;
}

function tooFewRows({ column, value, rows }: Slice, minSliceSize: number): string {
  return `slice ${sliceName(column, value)} has ${rows} rows, fewer than minSliceSize ${minSliceSize}`;
}

function notesOn(split: string, { splits }: ModelSignature): readonly string[] {
  if (split === splits.train)
    return [`The model learned from split "${split}": these numbers are better than those of new data.`];
  if (split === splits.eval)
    return [`The model's best epoch was chosen by split "${split}": these numbers are a little better than those of new data.`];
  return [];
}
