import { problem } from "../../diagnostics/problem.ts";
import { tasksOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** The variables of a foreign program that differ from run to run are made of its parameters, in a form that it says. */
export const envRefForAForeignStep: Rule = (plan) =>
  tasksOf(plan)
    .filter(({ component }) => component.work.kind !== "function")
    .flatMap(({ name, env, at, optionsAt }) =>
      Object.keys(env).map((variable) =>
        problem("env-ref-for-a-foreign-step", { task: name, variable }, { at: optionsAt ?? at }),
      ),
    );
