import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";

/** A disruption budget says one of two things, as a number of pods or as a share of them. */
export const disruptionBudgetUnsound: Rule = (plan) => {
  const budget = plan.options.podDisruptionBudget;
  if (budget === undefined) return [];
  const given = [budget.minAvailable, budget.maxUnavailable].filter((one) => one !== undefined);
  const wrong = given.find((one) => !(typeof one === "number" ? Number.isInteger(one) && one >= 0 : /^\d{1,3}%$/.test(one)));
  const reason =
    given.length !== 1
      ? `it says ${given.length === 0 ? "neither" : "both"} minAvailable ${given.length === 0 ? "nor" : "and"} maxUnavailable`
      : wrong === undefined
        ? undefined
        : `${JSON.stringify(wrong)} is no number of pods and no percentage`;
  return reason === undefined ? [] : [problem("disruption-budget-unsound", { pipeline: plan.name, reason }, { at: plan.at })];
};
