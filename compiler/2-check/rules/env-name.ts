import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { isIdentifier } from "../identifier.ts";
import { optionSites } from "../options/option-sites.ts";
import { variablesOf } from "../options/variables-of.ts";

/** An environment variable has a name that every shell and Kubernetes take. */
export const envName: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, task, at }) =>
    variablesOf(options, task)
      .filter(({ name }) => !isIdentifier(name))
      .map(({ name: variable }) => problem("env-name", { owner, variable }, { at })),
  );
