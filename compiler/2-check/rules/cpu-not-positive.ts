import { problem } from "../../diagnostics/problem.ts";
import { tasksOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** A task asks for a number of cores above zero. */
export const cpuNotPositive: Rule = (plan) =>
  tasksOf(plan).flatMap(({ name, options, at }) => {
    const cpu = options.resources?.cpu;
    if (cpu === undefined || (Number.isFinite(cpu) && cpu > 0)) return [];
    return [problem("cpu-not-positive", { task: name, cpu }, { at })];
  });
