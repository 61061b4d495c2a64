import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** A metric and its labels are called as Prometheus wants it. */
export const metricName: Rule = (plan) =>
  [
    ...optionSites(plan).map(({ owner, options, at }) => ({ owner, metrics: options.metrics, at })),
    { owner: `Pipeline "${plan.name}"`, metrics: plan.options.metrics, at: plan.at },
  ].flatMap(({ owner, metrics, at }) =>
    (metrics ?? []).flatMap(({ name, labels }) => [
      ...(/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)
        ? []
        : [problem("metric-name", { owner, name, suggestion: mended(name) }, { at })]),
      ...Object.keys(labels ?? {})
        .filter((label) => !/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label) || label.startsWith("__"))
        .map((label) => problem("metric-name", { owner, name: label, suggestion: mended(label) }, { at })),
    ]),
  );

const mended = (name: string): string => {
  const words = name.replace(/[^a-zA-Z0-9]+/g, "_").replace(/^_+/, "");
  return /^[a-zA-Z]/.test(words) ? words : `metric_${words}`;
};
