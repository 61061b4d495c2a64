import { isTimeZone } from "../../argo/laws/time-zone.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";

/** A schedule's time zone is one that the controller knows; a run in an unknown one never starts. */
export const timezoneUnknown: Rule = ({ schedule, at }) =>
  schedule === undefined || isTimeZone(schedule.timezone)
    ? []
    : [problem("timezone-unknown", { timezone: schedule.timezone }, { at })];
