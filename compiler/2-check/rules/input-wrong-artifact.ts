import { problem } from "../../diagnostics/problem.ts";
import { allTasks } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** An input gets an artifact of its type. The editor says the same; this is for JavaScript. */
export const inputWrongArtifact: Rule = (plan) =>
  allTasks(plan.steps).flatMap(({ name: task, component, args, at }) =>
    Object.entries(component.spec.inputs ?? {}).flatMap(([input, type]) => {
      const arg = args[input];
      if (arg?.kind !== "artifact" || arg.artifact.type === type.name) return [];
      return [problem("input-wrong-artifact", { task, input, type: type.name, got: arg.artifact.type }, { at })];
    }),
  );
