import { didYouMean } from "../../../util/did-you-mean.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { jsonType } from "../options/json-type.ts";
import { mergedSites } from "../options/option-sites.ts";

/** A metric reads a number that its own step gives. */
export const metricOutputUnknown: Rule = (plan) =>
  mergedSites(plan).flatMap(({ owner, options, task, at }) =>
    (options.metrics ?? []).flatMap(({ name: metric, value }) => {
      if (typeof value === "number" || value.of !== "output") return [];
      const outputs = task.component.spec.outputs ?? {};
      const numbers = Object.keys(outputs).filter((name) => ["number", "integer", "unknown"].includes(jsonType(outputs[name]!)));
      if (numbers.includes(value.output!)) return [];
      const words = { owner, metric, output: value.output!, suggestion: didYouMean(value.output!, numbers) };
      return [problem("metric-output-unknown", words, { at })];
    }),
  );
