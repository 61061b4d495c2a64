import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";

/** A schedule's time zone is one that the controller knows; a run in an unknown one never starts. */
export const timezoneUnknown: Rule = ({ schedule, at }) =>
  schedule === undefined || isTimeZone(schedule.timezone)
    ? []
    : [problem("timezone-unknown", { timezone: schedule.timezone }, { at })];

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
