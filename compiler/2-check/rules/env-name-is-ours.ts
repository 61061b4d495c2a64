import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";
import { variablesOf } from "../options/variables-of.ts";

/** Variables that begin with PIPEWRIGHT_ tell the container its work, and are nobody else's. */
export const envNameIsOurs: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, task, at }) =>
    variablesOf(options, task)
      .filter(({ name }) => name.startsWith("PIPEWRIGHT_"))
      .map(({ name: variable }) => problem("env-name-is-ours", { owner, variable }, { at })),
  );
