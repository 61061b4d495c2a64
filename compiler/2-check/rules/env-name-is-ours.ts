import { problem } from "../../diagnostics/problem.ts";
import { tasksOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** Variables that begin with PIPEWRIGHT_ tell the container its work, and are nobody else's. */
export const envNameIsOurs: Rule = (plan) =>
  tasksOf(plan).flatMap(({ name: task, options, at }) =>
    Object.keys(options.env ?? {})
      .filter((name) => name.startsWith("PIPEWRIGHT_"))
      .map((variable) => problem("env-name-is-ours", { task, variable }, { at })),
  );
