import type { BarChart, LineChart } from "../../util/charts/chart.ts";
import { precisionRecallCurve } from "../math/precision-recall-curve.ts";
import { rocCurve } from "../math/roc-curve.ts";
import { thinCurve } from "../math/thin-curve.ts";
import type { Evaluation } from "./evaluation.ts";
import { shownSlices } from "./shown-slices.ts";

/** Points of a curve closer together than this can't be told apart in a picture. */
const curveStep = 1 / 400;
/** Digits that a picture shows, with room to spare. */
const drawn = (points: readonly (readonly [number, number])[]) =>
  thinCurve(points, curveStep).map(([x, y]) => [Number(x.toFixed(5)), Number(y.toFixed(5))] as const);
const unit: readonly [number, number] = [0, 1];

/** The pictures of an evaluation, as data: for its own page and for the run's report. */
export function evaluationCharts(evaluation: Evaluation): readonly (LineChart | BarChart)[] {
  return [
    rocChart(evaluation),
    precisionRecallChart(evaluation),
    reliabilityChart(evaluation),
    scoreChart(evaluation),
    ...sliceCharts(evaluation),
  ];
}

function rocChart({ counts }: Evaluation): LineChart {
  return {
    kind: "line",
    title: "ROC curve",
    xLabel: "false positive rate: share of class 0 taken for class 1",
    yLabel: "recall: share of class 1 found",
    xDomain: unit,
    yDomain: unit,
    diagonal: true,
    series: [{ name: "model", points: drawn(rocCurve(counts)) }],
  };
}

function precisionRecallChart({ counts }: Evaluation): LineChart {
  const share = counts.positives / (counts.positives + counts.negatives);
  return {
    kind: "line",
    title: "Precision-recall curve",
    xLabel: "recall: share of class 1 found",
    yLabel: "precision",
    xDomain: unit,
    yDomain: unit,
    series: [
      { name: "model", points: drawn(precisionRecallCurve(counts)) },
      {
        name: "chance",
        points: [
          [0, share],
          [1, share],
        ],
      },
    ],
  };
}

function reliabilityChart({ reliability }: Evaluation): LineChart {
  return {
    kind: "line",
    title: "Reliability",
    xLabel: "mean probability of class 1 in a bin",
    yLabel: "share of class 1 in the bin",
    xDomain: unit,
    yDomain: unit,
    diagonal: true,
    series: [
      {
        name: "model",
        points: reliability.map(({ meanProbability, positiveShare }) => [meanProbability, positiveShare] as const),
      },
    ],
  };
}

function scoreChart({ scoreHistogram, counts }: Evaluation): BarChart {
  const numBins = scoreHistogram.positives.length;
  return {
    kind: "bar",
    title: "Probabilities by class",
    xLabel: "probability of class 1 in %, from",
    yLabel: "share of the class's rows",
    categories: scoreHistogram.positives.map((_, bin) => String(Math.round((100 * bin) / numBins))),
    series: [
      { name: "class 0", values: scoreHistogram.negatives.map((count) => count / counts.negatives) },
      { name: "class 1", values: scoreHistogram.positives.map((count) => count / counts.positives) },
    ],
  };
}

function sliceCharts({ slices }: Evaluation): readonly BarChart[] {
  const columns = [...new Set(slices.map(({ column }) => column))];
  return columns.flatMap((column): readonly BarChart[] => {
    const measured = shownSlices(slices, column).filter(({ metrics }) => typeof metrics?.auc === "number");
    if (measured.length < 2) return [];
    return [
      {
        kind: "bar",
        title: `AUC by ${column}`,
        xLabel: column,
        yLabel: "AUC",
        categories: measured.map(({ value }) => value ?? "(missing)"),
        series: [{ name: "model", values: measured.map(({ metrics }) => metrics!.auc!) }],
      },
    ];
  });
}
