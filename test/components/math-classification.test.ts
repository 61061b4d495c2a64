import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classifierMetrics } from "../../components/evaluate/classifier-metrics.ts";
import { aucStandardError } from "../../components/math/auc-standard-error.ts";
import { averagePrecision } from "../../components/math/average-precision.ts";
import { confusionMatrix } from "../../components/math/confusion-matrix.ts";
import { confusionRates } from "../../components/math/confusion-rates.ts";
import { cumulativeCounts } from "../../components/math/cumulative-counts.ts";
import { logLoss } from "../../components/math/log-loss.ts";
import { precisionRecallCurve } from "../../components/math/precision-recall-curve.ts";
import { reliabilityCurve } from "../../components/math/reliability-curve.ts";
import { rocAuc } from "../../components/math/roc-auc.ts";
import { rocCurve } from "../../components/math/roc-curve.ts";

interface Case {
  readonly name: string;
  readonly scores: readonly number[];
  readonly labels: readonly number[];
  readonly auc: number | null;
  readonly aucStandardError: number | null;
  readonly averagePrecision: number | null;
  readonly logLoss: number;
  readonly brier: number;
  readonly calibration: number | null;
  readonly roc?: readonly (readonly [number, number])[];
  readonly precisionRecall?: readonly (readonly [number, number])[];
  readonly reliability?: readonly (readonly [number, number])[];
  readonly atThreshold: readonly Readonly<Record<string, number | null>>[];
}

const { cases } = JSON.parse(readFileSync(new URL("reference/classification.json", import.meta.url), "utf8")) as {
  cases: readonly Case[];
};

describe.each(cases)("the metrics of $name are scikit-learn's", (reference) => {
  const { scores, labels } = reference;
  const scored = { probabilities: Float64Array.from(scores), labels: Uint8Array.from(labels) };
  const counts = cumulativeCounts(scores, labels);

  it.each(["auc", "aucStandardError", "averagePrecision", "logLoss", "brier", "calibration"] as const)("%s", (name) => {
    expectClose(classifierMetrics(scored, 0.5)[name], reference[name]);
  });

  it("at thresholds: counts and rates, null where there is nothing to divide by", () => {
    for (const expected of reference.atThreshold) {
      const matrix = confusionMatrix(scores, labels, expected.threshold!);
      const found: Readonly<Record<string, number>> = { ...matrix, ...confusionRates(matrix) };
      for (const [name, value] of Object.entries(expected)) {
        if (name === "threshold") continue;
        expectClose(Number.isNaN(found[name]) ? null : found[name]!, value);
      }
    }
  });

  if (reference.roc) it("the ROC curve", () => expectPoints(rocCurve(counts), reference.roc!));
  if (reference.precisionRecall)
    it("the precision-recall curve", () => {
      // scikit-learn's later versions end the curve where all of class 1 is found; ours goes on to the lowest score.
      expectPoints(precisionRecallCurve(counts).slice(0, reference.precisionRecall!.length), reference.precisionRecall!);
    });
  if (reference.reliability)
    it("the reliability curve", () => {
      const bins = reliabilityCurve(scores, labels, 10);
      expectPoints(
        bins.map(({ meanProbability, positiveShare }) => [meanProbability, positiveShare] as const),
        reference.reliability!,
      );
      expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(scores.length);
    });
});

describe("ranking metrics", () => {
  const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.boolean()), { minLength: 2, maxLength: 40 });

  it("are the share of pairs in the right order, ties counting one half", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const [positives, negatives] = [given.filter(([, label]) => label), given.filter(([, label]) => !label)];
        fc.pre(positives.length > 0 && negatives.length > 0);
        const wins = positives.flatMap(([high]) => negatives.map(([low]) => (high > low ? 1 : high === low ? 0.5 : 0)));
        const share = wins.reduce<number>((sum, win) => sum + win, 0) / wins.length;
        expect(rocAuc(countsOf(given))).toBeCloseTo(share, 12);
      }),
    );
  });

  it("do not change when scores are squeezed without changing their order", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const squeezed = given.map(([score, label]) => [Math.atan(score) - 3, label] as const);
        for (const metric of [rocAuc, averagePrecision, aucStandardError]) {
          expect(metric(countsOf(squeezed))).toEqual(metric(countsOf(given)));
        }
      }),
    );
  });

  it("refuse scores and labels they can't rank", () => {
    expect(() => cumulativeCounts([0.5], [1, 0])).toThrow("got 2 labels for 1 scores");
    expect(() => cumulativeCounts([Number.NaN], [1])).toThrow("score 0 is NaN");
    expect(() => cumulativeCounts([0.5], [2])).toThrow("label 0 is 2");
  });

  it("take an area of NaN for one class, which is no number to compare", () => {
    expect(rocAuc(countsOf([[1, true]]))).toBeNaN();
    expect(classifierMetrics({ probabilities: Float64Array.of(0.5), labels: Uint8Array.of(1) }, 0.5).auc).toBeNull();
  });
});

describe("the log loss", () => {
  it("of a coin is the logarithm of 2", () => expect(logLoss([0.5, 0.5], [0, 1])).toBeCloseTo(Math.LN2, 15));
  it("stays finite for an answer that is certain and wrong", () =>
    expect(logLoss([1], [0])).toBeCloseTo(-Math.log(Number.EPSILON), 9));
});

function countsOf(rows: readonly (readonly [score: number, label: boolean])[]) {
  return cumulativeCounts(
    rows.map(([score]) => score),
    rows.map(([, label]) => (label ? 1 : 0)),
  );
}

function expectClose(found: number | null, expected: number | null | undefined): void {
  if (expected === null || expected === undefined || found === null) expect(found).toBe(expected);
  else
    expect(Math.abs(found - expected), `${found} against ${expected}`).toBeLessThanOrEqual(
      1e-12 * Math.max(1, Math.abs(expected)),
    );
}

function expectPoints(found: readonly (readonly [number, number])[], expected: readonly (readonly [number, number])[]): void {
  expect(found.length).toBe(expected.length);
  for (const [index, point] of found.entries())
    for (const axis of [0, 1] as const) expectClose(point[axis], expected[index]![axis]);
}
