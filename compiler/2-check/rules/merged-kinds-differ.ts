import { problem } from "../../diagnostics/problem.ts";
import { stepsOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** What all branches return by one name is a value in all, or an artifact in all. */
export const mergedKindsDiffer: Rule = (plan) =>
  stepsOf(plan).flatMap((step) => {
    if (step.kind !== "when") return [];
    const [first, ...others] = step.branches.map(({ results }) => results);
    return Object.entries(first ?? {})
      .filter(([name, { kind }]) => others.some((results) => results[name] !== undefined && results[name].kind !== kind))
      .map(([name]) => problem("merged-kinds-differ", { step: step.name, result: name }, { at: step.at }));
  });
