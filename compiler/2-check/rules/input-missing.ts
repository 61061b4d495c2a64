import { problem } from "../../diagnostics/problem.ts";
import { allTasks } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** A task passes every input of its component. The editor says the same; this is for JavaScript. */
export const inputMissing: Rule = (plan) =>
  allTasks(plan.steps).flatMap(({ name: task, component, args, at }) =>
    Object.entries(component.spec.inputs ?? {})
      .filter(([name]) => args[name] === undefined)
      .map(([input, type]) => problem("input-missing", { task, input, type: type.name }, { at })),
  );
