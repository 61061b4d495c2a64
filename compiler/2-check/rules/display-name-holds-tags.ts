import { problem } from "../../diagnostics/problem.ts";
import { tasksOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** What people read holds nothing that Argo would execute. */
export const displayNameHoldsTags: Rule = (plan) =>
  tasksOf(plan)
    .filter(({ options }) => options.displayName?.includes("{{") === true)
    .map(({ name, at }) => problem("display-name-holds-tags", { task: name }, { at }));
