import { problem } from "../../diagnostics/problem.ts";
import { tasksOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** An environment variable is text; YAML would make a number of a number, and the API server refuse it. */
export const envNoText: Rule = (plan) =>
  tasksOf(plan).flatMap(({ name: task, options, at }) =>
    Object.entries(options.env ?? {})
      .filter(([, value]) => typeof value !== "string")
      .map(([variable]) => problem("env-no-text", { task, variable }, { at })),
  );
