import type { Params } from "../dsl/component.ts";
import { type Duration, durationSeconds } from "../dsl/duration.ts";
import type { Pipeline } from "../dsl/pipeline.ts";
import type { Schedule } from "../dsl/schedule.ts";
import { nextTime } from "../runner/cron/next-time.ts";
import { parseSchedule } from "../runner/cron/parse-schedule.ts";
import { compileTest } from "./compiled-test.ts";
import { type Caller, callerFrames, testError } from "./test-error.ts";
import { type RunOptions, runCompiled, timeOf } from "./test-run.ts";
import type { TestedRun } from "./tested-run.ts";

/** Which days are looked at, and how long runs take. */
export interface ScheduleOptions extends RunOptions {
  readonly from: Date | string;
  /** Until then, this time included. */
  readonly to: Date | string;
  /** How long each run takes; without it, as long as it takes with these fakes, and no time at all where there are none. */
  readonly takes?: Duration | string;
}

/** A time at which a schedule wants a run. */
export interface ScheduledRun<R = unknown> {
  readonly scheduledAt: Date;
  readonly started: boolean;
  /** Why it did not start: `forbid: the run of 2026-03-01T03:00:00.000Z still goes on`. */
  readonly why: string | undefined;
  /** When it had ended, or was ended by the next one. */
  readonly endedAt: Date | undefined;
  /** Whether the next one took its place, as `concurrency: "replace"` wants it. */
  readonly replaced: boolean;
  /** The run itself, when there are fakes to run it with. */
  readonly run: TestedRun<R> | undefined;
}

/** More starts than anybody looks at. */
const maxStarts = 10_000;

/**
 * When a pipeline's schedule starts it: by the clocks of its time zone, with what its concurrency policy says of runs that still go on.
 *
 * ```ts
 * const starts = await testSchedule(nightly, { from: "2026-03-28T00:00:00Z", to: "2026-03-31T00:00:00Z", takes: "2h" });
 * expect(starts.map(({ scheduledAt }) => scheduledAt.toISOString())).toEqual([…]);
 * ```
 *
 * @throws TestError for a pipeline without a schedule, and as `testRun`
 */
export async function testSchedule<P extends Params, R>(
  pipeline: Pipeline<P, {}, R>,
  options: ScheduleOptions,
): Promise<readonly ScheduledRun<R>[]> {
  const caller = callerFrames(testSchedule);
  const compiled = compileTest(pipeline, {}, caller);
  const { schedule } = pipeline;
  if (schedule === undefined)
    throw testError(`Pipeline "${pipeline.name}" has no schedule: say schedule: cron("0 3 * * *").`, caller, {
      name: pipeline.name,
      at: pipeline.at,
    });
  const played = options.fakes !== undefined || options.real !== undefined;
  const seconds = lengthOf(options.takes, caller);
  const play = async (begin: number, terminateAt?: number): Promise<Going<R>> => {
    const times = { begin, caller, scheduledAt: begin, ...(terminateAt !== undefined && { terminateAt }) };
    const run = played ? await runCompiled(pipeline, compiled, options, times) : undefined;
    const end = run !== undefined && seconds === undefined ? run.endedAt.getTime() : begin + (seconds ?? 0) * 1000;
    const endsByItself = run === undefined || run.phase !== "Running";
    return {
      begin,
      end: endsByItself ? end : Number.POSITIVE_INFINITY,
      run: run as unknown as TestedRun<R> | undefined,
      replaced: false,
    };
  };
  const going: Going<R>[] = [];
  const starts: (Going<R> | Refused)[] = [];
  for (const time of startsOf(schedule, timeOf(options.from, caller), timeOf(options.to, caller), caller)) {
    const still = going.filter(({ end }) => end > time);
    const [first] = still;
    if (schedule.concurrency === "forbid" && first !== undefined) {
      starts.push({ begin: time, why: `forbid: the run of ${new Date(first.begin).toISOString()} still goes on` });
      continue;
    }
    if (schedule.concurrency === "replace")
      for (const old of still) Object.assign(old, { ...(await play(old.begin, time)), end: time, replaced: true });
    const started = await play(time);
    going.push(started);
    starts.push(started);
  }
  return starts.map((start) => scheduled(start));
}

/** A run that was started. */
interface Going<R> {
  begin: number;
  end: number;
  run: TestedRun<R> | undefined;
  replaced: boolean;
}

interface Refused {
  readonly begin: number;
  readonly why: string;
}

function scheduled<R>(start: Going<R> | Refused): ScheduledRun<R> {
  const scheduledAt = new Date(start.begin);
  if ("why" in start)
    return Object.freeze({ scheduledAt, started: false, why: start.why, endedAt: undefined, replaced: false, run: undefined });
  const endedAt = Number.isFinite(start.end) ? new Date(start.end) : undefined;
  const { replaced, run } = start;
  return Object.freeze({ scheduledAt, started: true, why: undefined, endedAt, replaced, run });
}

function startsOf({ cron, timezone }: Schedule, from: number, to: number, caller: Caller): readonly number[] {
  const schedule = parseSchedule(cron);
  if ("problem" in schedule) throw testError(`The schedule "${cron}" can't be read: ${schedule.problem}.`, caller);
  const times: number[] = [];
  for (
    let time = nextTime(schedule, from - 1000, timezone);
    time !== undefined && time <= to;
    time = nextTime(schedule, time, timezone)
  ) {
    times.push(time);
    if (times.length > maxStarts)
      throw testError(`"${cron}" starts more than ${maxStarts} runs in that time: look at less of it.`, caller);
  }
  return times;
}

function lengthOf(takes: Duration | string | undefined, caller: Caller): number | undefined {
  if (takes === undefined) return undefined;
  const seconds = durationSeconds(takes);
  if (seconds === undefined) throw testError(`takes: ${JSON.stringify(takes)} is no time: say "2h", or hours(2).`, caller);
  return seconds;
}
