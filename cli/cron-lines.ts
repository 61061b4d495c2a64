import type { CronEvent } from "../runner/cron/cron-event.ts";
import type { CronRun } from "../runner/cron/cron-status.ts";
import { wallClock } from "../runner/cron/wall-clock.ts";
import { formatDuration } from "../runner/logging/format-duration.ts";
import type { Style } from "./terminal.ts";

/** What a schedule's lines are about. */
export interface CronLinesOf {
  readonly schedules: readonly string[];
  readonly zone: string;
  readonly style: Style;
  /** Where a person finds more of a run. */
  readonly placeOf: (run: CronRun) => string;
}

/**
 * A line for what happens to a schedule, with its next time, by the clocks of its zone.
 *
 * @example "2026-03-28 03:00:00  nightly-1774663200 started                next 2026-03-29 03:00:00"
 */
export function cronLines(event: CronEvent, about: CronLinesOf): readonly string[] {
  const { zone, style } = about;
  const at = (time: number): string => wallTime(time, zone);
  const next = event.next === undefined ? "" : `  ${style.dim(`next ${at(event.next)}`)}`;
  const line = (text: string): string => `${style.dim(at(event.time))}  ${text}${next}`;
  switch (event.type) {
    case "cron-began":
      return [
        `${style.bold(event.name)}  ${about.schedules.join(", ")}  ${zone}`,
        ...event.goesOn.map(({ workflow, runId }) => `${style.dim(at(event.time))}  ${workflow} goes on  ${style.dim(runId)}`),
        line("waiting; Ctrl-C ends it"),
      ];
    case "cron-started":
      return [
        ...event.replaces.map(
          ({ workflow }) => `${style.dim(at(event.time))}  ${workflow} is ended: the next one takes its place`,
        ),
        line(`${event.run.workflow} ${style.cyan("started")}${event.isLate ? `, late: for ${at(event.run.scheduledAt)}` : ""}`),
      ];
    case "cron-skipped":
      return [line(`${at(event.scheduledAt)} ${style.yellow("skipped")}: ${event.why}`)];
    case "cron-missed":
      return [line(`${style.yellow("missed")} ${missedWords(event.count, at(event.last))}: ${event.why}`)];
    case "cron-problem":
      return [line(`${style.red("problem")}: ${event.why}`)];
    case "cron-run-ended":
      return endedLines(event, about).map((text, index) => (index === 0 ? line(text) : `  ${text}`));
    case "cron-removed":
      return [`${style.dim(at(event.time))}  ${style.dim(`removed ${event.runIds.join(", ")}: old enough for its history`)}`];
    case "cron-ended":
      return [line(endWords(event.why, event.succeeded, event.failed))];
  }
}

function endedLines(
  { run, phase, message, seconds, goesOn }: Extract<CronEvent, { readonly type: "cron-run-ended" }>,
  { style, placeOf }: CronLinesOf,
): readonly string[] {
  if (goesOn) return [`${run.workflow} ${style.yellow("interrupted")}: it goes on when the schedule is looked after again`];
  const took = formatDuration(seconds * 1000);
  if (phase === "Succeeded") return [`${run.workflow} ${style.green("succeeded")} in ${took}`];
  return [
    `${run.workflow} ${style.red(phase === "Error" ? "ended in an error" : "failed")} after ${took}${message === "" ? "" : `: ${message.split("\n")[0]}`}`,
    style.dim(placeOf(run)),
  ];
}

const missedWords = (count: number, last: string): string =>
  count === 1
    ? `the start of ${last}`
    : `${count >= 1000 ? "a thousand starts or more" : `${count} starts`}, the last of ${last}`;

function endWords(why: Extract<CronEvent, { readonly type: "cron-ended" }>["why"], succeeded: number, failed: number): string {
  const counts = `${succeeded} succeeded, ${failed} failed`;
  if (why === "stop-strategy") return `its stop strategy has ended it: ${counts}`;
  return why === "interrupted" ? `stopped: ${counts} so far` : `it has no further time: ${counts}`;
}

/** What the clocks of a zone show. */
function wallTime(time: number, zone: string): string {
  return new Date(wallClock(zone).wallAt(Math.floor(time / 1000) * 1000)).toISOString().slice(0, 19).replace("T", " ");
}
