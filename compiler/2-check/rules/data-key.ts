import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";
import { variablesOf } from "../options/variables-of.ts";

/** The key of a Secret or a ConfigMap is one that such objects can have. */
export const dataKey: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, task, at }) =>
    variablesOf(options, task).flatMap(({ value }) => {
      if (typeof value !== "object" || !("kind" in value)) return [];
      if (value.kind !== "secret-key" && value.kind !== "config-map-key") return [];
      return /^[-._a-zA-Z0-9]{1,253}$/.test(value.key)
        ? []
        : [problem("data-key", { owner, key: value.key, object: value.name }, { at })];
    }),
  );
