import { z } from "zod";
import { didYouMean } from "../../util/did-you-mean.ts";

/** What one metric has to reach. `change…` compares with the baseline: the model's value minus the baseline's. All bounds are inclusive. */
export const metricThreshold = z.strictObject({
  atLeast: z.number().optional(),
  atMost: z.number().optional(),
  changeAtLeast: z.number().optional().describe("the model's value minus the baseline's"),
  changeAtMost: z.number().optional().describe("the model's value minus the baseline's"),
});

export type MetricThreshold = z.output<typeof metricThreshold>;
type Rule = keyof MetricThreshold;

/** A bound to test: of all rows, or of the slice where a column has a value. */
export interface Requirement {
  readonly metric: string;
  readonly slice: string | null;
  readonly threshold: MetricThreshold;
}

/** How a bound came out. */
export interface Verdict {
  readonly metric: string;
  /** `column = value`; null for all rows. */
  readonly slice: string | null;
  readonly rule: Rule;
  readonly bound: number;
  /** The metric, or its change; null when there is none. */
  readonly found: number | null;
  readonly status: "passed" | "failed" | "not-tested";
  /** For people. */
  readonly reason: string;
}

/** Values of metrics by name; null: could not be computed. */
export type MetricValues = Readonly<Record<string, number | null>>;

export interface Measured {
  /** Of all rows. */
  readonly overall: MetricValues;
  /** By `column = value`; a text says why a slice has no metrics. */
  readonly slices: ReadonlyMap<string, MetricValues | string>;
  /** Of the baseline, on all rows; undefined without one. */
  readonly baseline: MetricValues | undefined;
}

/**
 * Tests every bound and gives a reason for each.
 *
 * A metric that is not there fails, and so does one that could not be computed. A slice that is named and not in the data fails. Without
 * a baseline a change can't be tested: that is recorded, and does not fail. A baseline without the metric fails.
 */
export function checkThresholds(requirements: readonly Requirement[], measured: Measured): readonly Verdict[] {
  return requirements.flatMap(({ metric, slice, threshold }) =>
    Object.entries(threshold).flatMap(([rule, bound]) =>
      bound === undefined
        ? []
        : [{ metric, slice, rule: rule as Rule, bound, ...judge(metric, slice, rule as Rule, bound, measured) }],
    ),
  );
}

/** Whether nothing failed. */
export function allPassed(verdicts: readonly Verdict[]): boolean {
  return verdicts.every(({ status }) => status !== "failed");
}

type Judgement = Pick<Verdict, "found" | "status" | "reason">;

function judge(metric: string, slice: string | null, rule: Rule, bound: number, measured: Measured): Judgement {
  const values = slice === null ? measured.overall : measured.slices.get(slice);
  if (values === undefined) return failed(null, `the data has no slice ${slice}`);
  if (typeof values === "string") return failed(null, values);
  const value = metricValue(values, metric);
  if (typeof value === "string") return failed(null, value);
  const isChange = rule === "changeAtLeast" || rule === "changeAtMost";
  if (!isChange) return compare(value, rule, bound, show(value, bound));
  if (measured.baseline === undefined) {
    return { found: null, status: "not-tested", reason: "no baseline was given, so a change can't be tested" };
  }
  const base = metricValue(measured.baseline, metric);
  if (typeof base === "string") return failed(null, `baseline: ${base}`);
  const change = value - base;
  return compare(change, rule, bound, `${show(value, base)} - ${show(base, value)} of the baseline = ${show(change, bound)}`);
}

function compare(found: number, rule: Rule, bound: number, text: string): Judgement {
  const passed = rule === "atLeast" || rule === "changeAtLeast" ? found >= bound : found <= bound;
  const sign = rule === "atLeast" || rule === "changeAtLeast" ? ">=" : "<=";
  return { found, status: passed ? "passed" : "failed", reason: `${text} is ${passed ? "" : "not "}${sign} ${bound}` };
}

function metricValue(values: MetricValues, metric: string): number | string {
  const value = Object.hasOwn(values, metric) ? values[metric] : undefined;
  if (value === undefined) return `there is no metric "${metric}".${didYouMean(metric, Object.keys(values))}`;
  return value === null ? `"${metric}" could not be computed` : value;
}

function failed(found: number | null, reason: string): Judgement {
  return { found, status: "failed", reason };
}

/** Six significant digits, or all when fewer would not tell the value from `other`. */
function show(value: number, other: number): string {
  const short = Number(value.toPrecision(6));
  return String(value !== other && short === Number(other.toPrecision(6)) ? value : short);
}
