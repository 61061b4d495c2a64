import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** A volume of a task is not called like one of the pipeline, whose place it would take. */
export const volumeNameTwice: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) =>
    Object.keys(options.volumes ?? {})
      .filter((name) => Object.hasOwn(plan.options.volumes ?? {}, name) || Object.hasOwn(plan.options.volumeClaims ?? {}, name))
      .map((name) => problem("volume-name-twice", { owner, name, pipeline: plan.name }, { at })),
  );
