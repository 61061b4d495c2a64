import type { Metric } from "../../../dsl/options/metric.ts";
import type { Place } from "../../../dsl/place.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** One name is one metric: with the same help, kind and labels wherever it is given out. */
export const metricDiffers: Rule = (plan) => {
  const first = new Map<string, { readonly shape: string; readonly at: Place | undefined }>();
  return [
    ...optionSites(plan).map(({ owner, options, at }) => ({ owner, metrics: options.metrics, at })),
    { owner: `Pipeline "${plan.name}"`, metrics: plan.options.metrics, at: plan.at },
  ].flatMap(({ owner, metrics, at }) =>
    (metrics ?? []).flatMap((metric) => {
      const known = first.get(metric.name);
      if (known === undefined) first.set(metric.name, { shape: shapeOf(metric), at });
      if (known === undefined || known.shape === shapeOf(metric)) return [];
      const related = known.at === undefined ? [] : [{ at: known.at, message: "the other one" }];
      return [problem("metric-differs", { owner, metric: metric.name }, { at, related })];
    }),
  );
};

const shapeOf = ({ type, help, labels }: Metric): string => JSON.stringify([type, help, Object.keys(labels ?? {}).sort()]);
