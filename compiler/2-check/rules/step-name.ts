import { problem } from "../../diagnostics/problem.ts";
import { longestStepName, stepNameProblem } from "../../plan/step-name.ts";
import type { Rule } from "../check.ts";
import { givenNamesOf } from "../options/given-names.ts";

/** A step is called as a task of Argo can be. */
export const stepName: Rule = (plan) =>
  givenNamesOf(plan).flatMap(({ name, at }) => {
    const reason = stepNameProblem(name);
    return reason === undefined ? [] : [problem("step-name", { name, reason, limit: longestStepName }, { at })];
  });
