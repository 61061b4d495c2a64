import { problem } from "../../diagnostics/problem.ts";
import { allTasks } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** A parameter gets a value, no artifact. The editor says the same; this is for JavaScript. */
export const parameterWrongKind: Rule = (plan) =>
  allTasks(plan.steps).flatMap(({ name: task, component, args, at }) =>
    Object.keys(component.spec.params ?? {}).flatMap((parameter) => {
      const arg = args[parameter];
      return arg?.kind === "artifact"
        ? [problem("parameter-wrong-kind", { task, parameter, got: arg.artifact.type }, { at })]
        : [];
    }),
  );
