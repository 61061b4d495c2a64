import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Rule } from "../check.ts";
import { cronProblem } from "../cron.ts";

/**
 * A schedule is one that the controller understands, and a run of it needs nobody to say a parameter.
 * The API server takes any text: a wrong schedule or time zone is never run, and only the controller's log says so.
 */
export const scheduleIsKnown: Rule = (plan) => {
  const { schedule, at } = plan;
  if (schedule === undefined) return [];
  const found: Diagnostic[] = [];
  const problem = cronProblem(schedule.cron);
  if (problem !== undefined)
    found.push(
      diagnostic({
        code: "schedule-wrong",
        message: `"${schedule.cron}" is no schedule: ${problem}.`,
        at,
        help: 'Five fields, minute hour day month weekday, such as "0 3 * * *", or "@daily".',
      }),
    );
  if (!isTimeZone(schedule.timezone))
    found.push(
      diagnostic({
        code: "timezone-unknown",
        message: `"${schedule.timezone}" is no time zone.`,
        at,
        help: 'Use a name of the IANA database, such as "America/Chicago".',
      }),
    );
  for (const { name, defaultText } of plan.params) {
    if (defaultText === undefined)
      found.push(
        diagnostic({
          code: "schedule-needs-defaults",
          message: `Parameter "${name}" has no default, and a scheduled run has nobody to ask.`,
          at,
          help: `Give it one: .default(…).`,
        }),
      );
  }
  return found;
};

/** Go's zone names are those of the IANA database, which JavaScript knows too; offsets such as "+01:00" only JavaScript. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  if (name === "UTC" || Intl.supportedValuesOf("timeZone").includes(name)) return true; // ten times as fast; older names are not in it
  if (!name.split("/").every((part) => /^[A-Z]/.test(part))) return false; // JavaScript ignores case, Go does not
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions();
    return timeZone === name || timeZone.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}
