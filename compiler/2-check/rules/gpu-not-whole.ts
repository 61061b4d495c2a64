import { problem } from "../../diagnostics/problem.ts";
import { tasksOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** A task asks for whole GPUs: the API server refuses a fraction when the pod is made. */
export const gpuNotWhole: Rule = (plan) =>
  tasksOf(plan).flatMap(({ name, options, at }) => {
    const count = options.resources?.gpu?.count;
    if (count === undefined || (Number.isInteger(count) && count > 0)) return [];
    return [problem("gpu-not-whole", { task: name, count }, { at })];
  });
