import type { Table } from "../formats/metrics-file.ts";
import { confusionRates } from "../math/confusion-rates.ts";
import { type MetricName, metricMeanings } from "./classifier-metrics.ts";
import type { Evaluation } from "./evaluation.ts";
import { maxShownSlices, shownSlices } from "./shown-slices.ts";

const sliceMetrics = [
  "auc",
  "logLoss",
  "accuracy",
  "precision",
  "recall",
  "calibration",
] as const satisfies readonly MetricName[];

/** The tables of an evaluation, as data: for its own page and for the run's report. A number that could not be computed is null. */
export function evaluationTables(evaluation: Evaluation): readonly Table[] {
  const { verdicts, baseline, slices } = evaluation;
  return [
    ...(verdicts.length > 0 ? [verdictTable(evaluation)] : []),
    ...(baseline === undefined ? [] : [baselineTable(evaluation)]),
    confusionTable(evaluation),
    ...[...new Set(slices.map(({ column }) => column))].map((column) => sliceTable(evaluation, column)),
    metricTable(evaluation),
  ];
}

function verdictTable({ verdicts }: Evaluation): Table {
  return {
    title: "Thresholds",
    columns: ["metric", "slice", "bound", "verdict", "why"],
    rows: verdicts.map(({ metric, slice, rule, bound, status, reason }) => [
      metric,
      slice ?? "all rows",
      `${rule} ${bound}`,
      status,
      reason,
    ]),
  };
}

function baselineTable({ baseline = {}, metrics }: Evaluation): Table {
  const names = Object.keys(baseline).filter((name) => Object.hasOwn(metrics, name)) as MetricName[];
  return {
    title: "Against the baseline",
    columns: ["metric", "model", "baseline", "change"],
    rows: names.map((name) => {
      const [model, base] = [metrics[name], baseline[name] ?? null];
      return [name, model, base, model === null || base === null ? null : model - base];
    }),
  };
}

function confusionTable({ confusion }: Evaluation): Table {
  const rateNames = ["accuracy", "precision", "recall", "specificity", "f1"] as const;
  return {
    title: "Confusion by threshold",
    columns: ["threshold", "true positives", "false positives", "true negatives", "false negatives", ...rateNames],
    rows: confusion.map((matrix) => {
      const rates = confusionRates(matrix);
      const { threshold, truePositives, falsePositives, trueNegatives, falseNegatives } = matrix;
      return [
        threshold,
        truePositives,
        falsePositives,
        trueNegatives,
        falseNegatives,
        ...rateNames.map((name) => finite(rates[name])),
      ];
    }),
  };
}

function sliceTable({ slices }: Evaluation, column: string): Table {
  const all = slices.filter((slice) => slice.column === column).length;
  return {
    title: all > maxShownSlices ? `Slices by ${column} (the largest ${maxShownSlices} of ${all})` : `Slices by ${column}`,
    columns: [column, "rows", "share of class 1", ...sliceMetrics],
    rows: shownSlices(slices, column).map(({ value, rows, metrics }) => [
      value ?? "(missing)",
      rows,
      metrics === undefined ? null : (metrics.positives ?? 0) / rows,
      ...sliceMetrics.map((name) => metrics?.[name] ?? null),
    ]),
  };
}

function metricTable({ metrics }: Evaluation): Table {
  return {
    title: "All metrics",
    columns: ["metric", "value", "what it is"],
    rows: Object.entries(metricMeanings).map(([name, meaning]) => [name, metrics[name as MetricName], meaning]),
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
