import { diagnostic } from "../../diagnostics/diagnostic.ts";
import { allSteps } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** A loop has items, and no more than a DAG has room for pods. Argo skips a loop over nothing, and then its outputs are absent. */
export const loopItems: Rule = (plan) =>
  [...allSteps(plan.steps)].flatMap((step) => {
    if (step.kind !== "for-each") return [];
    if (step.items.length === 0)
      return [
        diagnostic({
          code: "loop-without-items",
          message: `"${step.name}" loops over an empty list.`,
          at: step.at,
          help: "Give it items, or leave the loop out.",
        }),
      ];
    const keys = step.items.map((item) =>
      typeof item === "object" && item !== null && !Array.isArray(item) ? Object.keys(item).sort().join() : undefined,
    );
    if (keys.some((key) => key !== keys[0])) {
      return [
        diagnostic({
          code: "loop-items-differ",
          message: `The items of "${step.name}" do not all have the same keys.`,
          at: step.at,
          help: "Write every key in every item, null where there is nothing.",
        }),
      ];
    }
    return [];
  });
