import { problem } from "../../diagnostics/problem.ts";
import { tasksOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** A task asks for some memory. */
export const memoryNotPositive: Rule = (plan) =>
  tasksOf(plan).flatMap(({ name, options, at }) => {
    const bytes = options.resources?.memory?.bytes;
    if (options.resources?.memory === undefined || (Number.isFinite(bytes) && bytes! > 0)) return [];
    return [problem("memory-not-positive", { task: name, bytes: String(bytes) }, { at })];
  });
