import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { volumesOf } from "../options/mounts-of.ts";
import { optionSites } from "../options/option-sites.ts";
import { variablesOf } from "../options/variables-of.ts";
import { volumeFiles } from "../options/volume-files.ts";

/** The key of a Secret or a ConfigMap is one that such objects can have. */
export const dataKey: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, task, at }) => {
    const ofVariables = variablesOf(options, task).flatMap(({ value }) =>
      typeof value === "object" && (value.kind === "secret-key" || value.kind === "config-map-key") ? [value.key] : [],
    );
    const ofFiles = volumesOf(options)
      .flatMap(volumeFiles)
      .flatMap(({ key }) => key ?? []);
    return [...ofVariables, ...ofFiles]
      .filter((key) => !/^[-._a-zA-Z0-9]{1,253}$/.test(key))
      .map((key) => problem("data-key", { owner, key }, { at }));
  });
