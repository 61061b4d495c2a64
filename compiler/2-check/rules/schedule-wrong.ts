import { cronProblem } from "../../argo/laws/cron.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";

/**
 * A schedule is one that the controller understands.
 * The API server takes any text: a wrong schedule is never run, and only the controller's log says so.
 */
export const scheduleWrong: Rule = ({ schedule, at }) => {
  const reason = schedule === undefined ? undefined : cronProblem(schedule.cron);
  return reason === undefined ? [] : [problem("schedule-wrong", { cron: schedule!.cron, reason }, { at })];
};
