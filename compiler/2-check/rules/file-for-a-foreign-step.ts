import { problem } from "../../diagnostics/problem.ts";
import { tasksOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** A file of the project travels inside an image that we build, and a foreign step has none. */
export const fileForAForeignStep: Rule = (plan) =>
  tasksOf(plan)
    .filter(({ component }) => component.work.kind !== "function")
    .flatMap(({ name, args, at }) =>
      Object.entries(args)
        .filter(([, arg]) => arg.kind === "value" && arg.value.kind === "file")
        .map(([argument]) => problem("file-for-a-foreign-step", { task: name, argument }, { at })),
    );
