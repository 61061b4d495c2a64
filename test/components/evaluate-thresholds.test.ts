import { describe, expect, it } from "vitest";
import { allPassed, checkThresholds, type Measured, type Requirement } from "../../components/evaluate/thresholds.ts";

const measured: Measured = {
  overall: { auc: 0.95, logLoss: 0.2, precision: null },
  slices: new Map<string, Measured["overall"] | string>([
    ["pay = Card", { auc: 0.7, logLoss: 0.5 }],
    ["pay = Cash", "slice pay = Cash has 3 rows, fewer than minSliceSize 50"],
  ]),
  baseline: { auc: 0.94, logLoss: 0.25 },
};

const verdictOf = (requirement: Partial<Requirement>, change: Partial<Measured> = {}) =>
  checkThresholds([{ metric: "auc", slice: null, threshold: {}, ...requirement }], { ...measured, ...change }).map(
    ({ status, reason }) => `${status}: ${reason}`,
  );

describe("a threshold", () => {
  it("is inclusive on both ends", () => {
    expect(verdictOf({ threshold: { atLeast: 0.95, atMost: 0.95 } })).toEqual([
      "passed: 0.95 is >= 0.95",
      "passed: 0.95 is <= 0.95",
    ]);
    expect(verdictOf({ threshold: { atLeast: 0.951 } })).toEqual(["failed: 0.95 is not >= 0.951"]);
  });

  it("shows enough digits to tell a value from its bound", () => {
    expect(verdictOf({ threshold: { atLeast: 0.95 } }, { overall: { auc: 0.94999999 } })).toEqual([
      "failed: 0.94999999 is not >= 0.95",
    ]);
  });

  it("on a change compares with the baseline and shows both numbers", () => {
    expect(verdictOf({ threshold: { changeAtLeast: 0.005 } })).toEqual([
      "passed: 0.95 - 0.94 of the baseline = 0.01 is >= 0.005",
    ]);
    expect(verdictOf({ metric: "logLoss", threshold: { changeAtMost: -0.1 } })).toEqual([
      "failed: 0.2 - 0.25 of the baseline = -0.05 is not <= -0.1",
    ]);
  });

  it("on a change is recorded as not tested without a baseline, while bounds on values still count", () => {
    const verdicts = verdictOf({ threshold: { atLeast: 0.9, changeAtLeast: 0 } }, { baseline: undefined });
    expect(verdicts).toEqual(["passed: 0.95 is >= 0.9", "not-tested: no baseline was given, so a change can't be tested"]);
  });

  it("on a change fails when the baseline lacks the metric", () => {
    expect(verdictOf({ threshold: { changeAtLeast: 0 } }, { baseline: { logLoss: 1 } })).toEqual([
      'failed: baseline: there is no metric "auc".',
    ]);
  });

  it("on a metric that is not there, or could not be computed, fails", () => {
    expect(verdictOf({ metric: "acu", threshold: { atLeast: 0 } })).toEqual([
      'failed: there is no metric "acu". Did you mean "auc"?',
    ]);
    expect(verdictOf({ metric: "precision", threshold: { atLeast: 0 } })).toEqual(['failed: "precision" could not be computed']);
    expect(verdictOf({ metric: "toString", threshold: { atLeast: 0 } })).toEqual(['failed: there is no metric "toString".']);
  });

  it("on a slice reads the slice, and fails when it is not in the data or too small", () => {
    expect(verdictOf({ slice: "pay = Card", threshold: { atLeast: 0.6 } })).toEqual(["passed: 0.7 is >= 0.6"]);
    expect(verdictOf({ slice: "pay = Cheque", threshold: { atLeast: 0 } })).toEqual([
      "failed: the data has no slice pay = Cheque",
    ]);
    expect(verdictOf({ slice: "pay = Cash", threshold: { atLeast: 0 } })).toEqual([
      "failed: slice pay = Cash has 3 rows, fewer than minSliceSize 50",
    ]);
  });
});

describe("a model", () => {
  const status = (...given: ("passed" | "failed" | "not-tested")[]) =>
    given.map((each) => ({ metric: "auc", slice: null, rule: "atLeast" as const, bound: 0, found: 0, status: each, reason: "" }));

  it("is fine unless a threshold failed: untested ones and none at all let it pass", () => {
    expect([status("passed", "failed"), status("passed", "not-tested"), status()].map(allPassed)).toEqual([false, true, true]);
  });
});
