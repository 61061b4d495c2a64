import { problem } from "../../diagnostics/problem.ts";
import { approvalsOf } from "../approvals-of.ts";
import type { Rule } from "../check.ts";

/** Silence is no consent: an approval that ends by itself has an answer that says so. */
export const approvalGoesOnAlone: Rule = (plan) =>
  approvalsOf(plan)
    .filter(({ work, answers }) => work.timeout !== undefined && answers.length === 0)
    .map(({ task }) => problem("approval-goes-on-alone", { step: task.name }, { at: task.at }));
