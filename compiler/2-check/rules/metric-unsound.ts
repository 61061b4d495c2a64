import type { Metric } from "../../../dsl/options/metric.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** A metric has a help text, numbers, and buckets that grow. */
export const metricUnsound: Rule = (plan) =>
  [
    ...optionSites(plan).map(({ owner, options, at }) => ({ owner, metrics: options.metrics, at })),
    { owner: `Pipeline "${plan.name}"`, metrics: plan.options.metrics, at: plan.at },
  ].flatMap(({ owner, metrics, at }) =>
    (metrics ?? []).flatMap((metric) => {
      const reason = metricProblem(metric);
      return reason === undefined ? [] : [problem("metric-unsound", { owner, metric: metric.name, reason }, { at })];
    }),
  );

function metricProblem(metric: Metric): string | undefined {
  const { value, help } = metric;
  if (help.trim() === "") return "it has no help text";
  if (typeof value === "number" && !Number.isFinite(value)) return `its value ${value} is no number`;
  if (metric.type === "counter" && typeof value === "number" && value < 0) return "a counter counts up only";
  if (metric.type === "gauge" && metric.realtime && (typeof value === "number" || value.of !== "duration"))
    return "while a step is running only its duration is known";
  if (metric.type !== "histogram") return undefined;
  if (metric.buckets.length === 0) return "it has no buckets";
  if (!metric.buckets.every((bound) => Number.isFinite(bound))) return "its buckets are no numbers";
  return metric.buckets.every((bound, index) => index === 0 || bound > metric.buckets[index - 1]!)
    ? undefined
    : "its buckets do not grow";
}
