import { problem } from "../../diagnostics/problem.ts";
import { tasksOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";
import { isIdentifier } from "../identifier.ts";

/** An environment variable has a name that every shell and Kubernetes take. */
export const envName: Rule = (plan) =>
  tasksOf(plan).flatMap(({ name: task, options, at }) =>
    Object.keys(options.env ?? {})
      .filter((name) => !isIdentifier(name))
      .map((variable) => problem("env-name", { task, variable }, { at })),
  );
