import { problem } from "../../diagnostics/problem.ts";
import { tasksOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** An environment variable holds nothing that Argo would execute. */
export const envHoldsTags: Rule = (plan) =>
  tasksOf(plan).flatMap(({ name: task, options, at }) =>
    Object.entries(options.env ?? {})
      .filter(([, value]) => typeof value === "string" && value.includes("{{"))
      .map(([variable]) => problem("env-holds-tags", { task, variable }, { at })),
  );
