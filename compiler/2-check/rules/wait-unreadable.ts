import { durationSeconds } from "../../../dsl/duration.ts";
import { problem } from "../../diagnostics/problem.ts";
import { tasksOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** A wait has a length with a unit, longer than zero. */
export const waitUnreadable: Rule = (plan) =>
  tasksOf(plan).flatMap(({ name, component: { work }, at }) => {
    const wait = work.kind === "suspend" ? work.duration : work.kind === "approve" ? work.timeout : undefined;
    if (wait === undefined || durationSeconds(wait) !== undefined) return [];
    const value = JSON.stringify(typeof wait === "string" ? wait : wait.seconds);
    return [problem("wait-unreadable", { step: name, value }, { at })];
  });
