import { durationSeconds } from "../../../dsl/duration.ts";
import { problem } from "../../diagnostics/problem.ts";
import { tasksOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";
import { durationOptions } from "../duration-options.ts";

/** A length of time has a unit and is longer than zero. */
export const durationUnreadable: Rule = (plan) =>
  tasksOf(plan).flatMap(({ name: task, options, at }) =>
    durationOptions(options)
      .filter(([, value]) => durationSeconds(value) === undefined)
      .map(([option, value]) => problem("duration-unreadable", { task, option, value: JSON.stringify(value) }, { at })),
  );
