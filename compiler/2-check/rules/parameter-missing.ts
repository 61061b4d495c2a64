import { problem } from "../../diagnostics/problem.ts";
import { allTasks } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** A task passes every parameter that has no default. The editor says the same; this is for JavaScript. */
export const parameterMissing: Rule = (plan) =>
  allTasks(plan.steps).flatMap(({ name: task, component: { spec }, args, at }) =>
    Object.entries(spec.params ?? {})
      .filter(([name, schema]) => args[name] === undefined && !schema.safeParse(undefined).success)
      .map(([parameter]) => problem("parameter-missing", { task, parameter, component: spec.name }, { at })),
  );
