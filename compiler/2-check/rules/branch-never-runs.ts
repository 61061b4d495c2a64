import { problem } from "../../diagnostics/problem.ts";
import { stepsOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** A branch asks something that no branch before it has asked: the first one that holds is the one that runs. */
export const branchNeverRuns: Rule = (plan) =>
  stepsOf(plan).flatMap((step) => {
    if (step.kind !== "when") return [];
    const asked = step.branches.map(({ condition }) =>
      JSON.stringify(condition, (key, value: unknown) => (key === "at" ? undefined : value)),
    );
    return step.branches.flatMap(({ at = step.at }, index) => {
      const first = asked.indexOf(asked[index]!);
      if (first === index) return [];
      const related = step.branches[first]?.at;
      return [
        problem(
          "branch-never-runs",
          { step: step.name },
          { at, related: related ? [{ at: related, message: "the branch that asks it first" }] : [] },
        ),
      ];
    });
  });
