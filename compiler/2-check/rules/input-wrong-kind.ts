import { problem } from "../../diagnostics/problem.ts";
import { allTasks } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** An input gets an artifact, no value. The editor says the same; this is for JavaScript. */
export const inputWrongKind: Rule = (plan) =>
  allTasks(plan.steps).flatMap(({ name: task, component, args, at }) =>
    Object.entries(component.spec.inputs ?? {})
      .filter(([name]) => args[name]?.kind === "value")
      .map(([input, type]) => problem("input-wrong-kind", { task, input, type: type.name }, { at })),
  );
