import type { CronWorkflow, Workflow } from "../../compiler/argo/model.generated.ts";
import type { Clock } from "../run/clock.ts";
import { decideStart } from "./cron-decision.ts";
import type { CronEnded, CronEvent } from "./cron-event.ts";
import { wantsStop } from "./cron-expressions.ts";
import type { CronRun, CronStatus, CronStore } from "./cron-status.ts";
import { type CronTimes, cronTimes, hasSameSchedules, missedStart } from "./cron-times.ts";
import { outdatedRuns } from "./history.ts";
import { scheduledWorkflow } from "./scheduled-workflow.ts";

/** How a run of a schedule ended. */
export interface CronRunEnd {
  readonly phase: "Succeeded" | "Failed" | "Error";
  readonly message: string;
  /** Whether it was only interrupted: then it is still to be done. */
  readonly goesOn: boolean;
}

export interface CronOptions {
  readonly cron: CronWorkflow;
  readonly clock: Clock;
  readonly store: CronStore;
  readonly newRunId: (scheduledAt: number) => string;
  /** Runs a workflow to its end. A throw is a start that was refused, and counts as failed. */
  readonly start: (run: CronRun, workflow: Workflow) => Promise<CronRunEnd>;
  /** Goes on with a run whose runner has ended before it; undefined when there is none: it had never begun. */
  readonly goOn: (run: CronRun) => Promise<CronRunEnd> | undefined;
  readonly terminate: (run: CronRun) => void;
  /** Removes runs that have no place in the history. @returns those that are gone */
  readonly remove: (runIds: readonly string[]) => readonly string[];
  readonly onEvent: (event: CronEvent) => void;
  /** Ends it: nothing more is started. */
  readonly signal: AbortSignal;
}

/** A machine that sleeps wakes no timer: the clock on the wall is looked at again and again. */
const lookEvery = 30_000;

/** What is later than this was not started in time: the machine slept, or somebody has set its clock. */
const inTime = 60_000;

/**
 * Looks after a CronWorkflow as the controller does, until it is stopped, has no further time, or its stop strategy ends it. What counts is
 * written down before it is done, so that the next one who looks after it neither starts a run twice nor forgets one.
 *
 * @returns when no run of it runs any more
 */
export const runCron = (options: CronOptions): Promise<CronEnded> => new Promise((done) => new CronKeeper(options, done).begin());

class CronKeeper {
  readonly #options: CronOptions;
  readonly #done: (ended: CronEnded) => void;
  readonly #times: CronTimes;
  #status: CronStatus;
  /** The next time of each schedule. */
  #due: readonly (number | undefined)[] = [];
  #cancel: () => void = () => undefined;
  readonly #running = new Set<string>();
  #hasEnded = false;

  constructor(options: CronOptions, done: (ended: CronEnded) => void) {
    this.#options = options;
    this.#done = done;
    this.#times = cronTimes(options.cron);
    this.#status = options.store.load();
  }

  begin(): void {
    const { cron, clock, signal } = this.#options;
    const now = clock.now();
    this.#due = this.#times.next.map((next) => next(now));
    const known = this.#status.active;
    const going = known.filter((run) => this.#track(run, this.#options.goOn(run)));
    const lost = known.filter((run) => !going.includes(run)); // killed between the word and the deed: as if it had not been said
    if (lost.length > 0) this.#forget(lost);
    this.#tell({ type: "cron-began", name: cron.metadata.name ?? "", zone: this.#times.zone, goesOn: going });
    const { lastScheduledAt } = this.#status;
    if (lastScheduledAt !== undefined && hasSameSchedules(this.#status, this.#times)) this.#makeUp(lastScheduledAt, true);
    signal.addEventListener("abort", () => this.#wait(), { once: true });
    this.#wait();
  }

  get #next(): number | undefined {
    if (this.#status.isStopped || this.#options.signal.aborted) return undefined;
    const times = this.#due.filter((time) => time !== undefined);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Waits for the next time, or ends when there is none and nothing runs. */
  #wait(): void {
    const { clock, signal } = this.#options;
    this.#cancel();
    this.#cancel = () => undefined;
    const next = this.#next;
    if (next !== undefined) {
      this.#cancel = clock.at(Math.min(next, clock.now() + lookEvery), () => this.#look());
      return;
    }
    if (this.#running.size > 0 || this.#hasEnded) return;
    this.#hasEnded = true;
    const { isStopped, succeeded, failed } = this.#status;
    const why = signal.aborted ? "interrupted" : isStopped ? "stop-strategy" : "no-time-left";
    const ended: CronEnded = { type: "cron-ended", time: clock.now(), why, succeeded, failed };
    this.#options.onEvent(ended);
    this.#done(ended);
  }

  #look(): void {
    const now = this.#options.clock.now();
    const due = this.#due.filter((time): time is number => time !== undefined && time <= now);
    this.#due = this.#due.map((time, index) => (time !== undefined && time <= now ? this.#times.next[index]?.(now) : time));
    if (due.length > 0) {
      const latest = Math.max(...due); // several schedules that meet start one run
      if (now - latest <= inTime) this.#meet(latest, false);
      else this.#makeUp(this.#status.lastScheduledAt ?? Math.min(...due) - 1000, true);
    }
    this.#wait();
  }

  /** Starts the latest of the times that went by, when its deadline lets it. */
  #makeUp(since: number, isTold: boolean): void {
    const { cron, clock } = this.#options;
    const missed = missedStart(cron, this.#times, since, clock.now());
    if (missed === undefined) return;
    if (missed.isInTime) this.#meet(missed.last, true);
    else if (isTold) {
      const { startingDeadlineSeconds: seconds } = cron.spec;
      const why = seconds === undefined ? "startingDeadlineSeconds is not set" : `startingDeadlineSeconds is ${seconds}`;
      this.#tell({ type: "cron-missed", last: missed.last, count: missed.count, why });
    }
  }

  /** A time of the schedule has come. */
  #meet(scheduledAt: number, isLate: boolean): void {
    const { cron, clock } = this.#options;
    const decision = decideStart(cron, this.#status, clock.now());
    if (decision.kind === "start") this.#start(scheduledAt, decision.replaces, isLate);
    else if (decision.kind === "stop") this.#keep({ isStopped: true });
    else if (decision.kind === "skip") this.#tell({ type: "cron-skipped", scheduledAt, why: decision.why });
    else {
      if (decision.counts) this.#keep({ failed: this.#status.failed + 1 });
      this.#tell({ type: "cron-problem", why: decision.why });
    }
  }

  #start(scheduledAt: number, replaces: readonly CronRun[], isLate: boolean): void {
    const { cron, newRunId, start, terminate } = this.#options;
    const workflow = scheduledWorkflow(cron, scheduledAt);
    const run: CronRun = { runId: newRunId(scheduledAt), workflow: workflow.metadata.name ?? "", scheduledAt };
    if ([...this.#status.active, ...this.#status.ended].some((other) => other.workflow === run.workflow)) return; // two schedules met
    const { lastScheduledAt = scheduledAt, active } = this.#status;
    const isKept = this.#keep({
      lastScheduledAt: Math.max(lastScheduledAt, scheduledAt),
      schedules: this.#times.text,
      active: [...active, run],
    });
    if (!isKept) return; // what can't be kept must not be done
    for (const old of replaces) this.#attempt(`${old.workflow} can't be ended`, () => terminate(old));
    this.#tell({ type: "cron-started", run, isLate, replaces });
    this.#track(run, start(run, workflow));
  }

  /** Follows a run to its end. @returns whether there is one */
  #track(run: CronRun, running: Promise<CronRunEnd> | undefined): boolean {
    if (running === undefined) return false;
    const begun = this.#options.clock.now();
    this.#running.add(run.runId);
    const refused = (error: Error): CronRunEnd => ({ phase: "Error", message: error.message, goesOn: false });
    void running.catch(refused).then((end) => {
      this.#running.delete(run.runId);
      this.#end(run, end, begun);
      this.#wait();
    });
    return true;
  }

  #end(run: CronRun, { phase, message, goesOn }: CronRunEnd, begun: number): void {
    const { cron, clock, signal } = this.#options;
    const now = clock.now();
    const seconds = (now - begun) / 1000;
    if (!goesOn) {
      const succeeded = phase === "Succeeded";
      const { active, ended, ...counts } = this.#status;
      this.#keep({
        active: active.filter(({ runId }) => runId !== run.runId),
        ended: [...ended, { ...run, succeeded, endedAt: now }],
        ...(succeeded ? { succeeded: counts.succeeded + 1 } : { failed: counts.failed + 1 }),
      });
      this.#stopIfWanted();
    }
    this.#tell({ type: "cron-run-ended", run, phase, message, seconds, goesOn });
    if (goesOn || signal.aborted) return;
    this.#removeOutdated();
    const { lastScheduledAt } = this.#status;
    if (cron.spec.startingDeadlineSeconds !== undefined && lastScheduledAt !== undefined) this.#makeUp(lastScheduledAt, false);
  }

  #stopIfWanted(): void {
    const { cron, clock } = this.#options;
    const isWanted = (): boolean => wantsStop(cron, this.#status, clock.now());
    if (this.#attempt("failed to evaluate stop expression", isWanted) === true) this.#keep({ isStopped: true });
  }

  #removeOutdated(): void {
    const outdated = outdatedRuns(this.#options.cron, this.#status.ended).map(({ runId }) => runId);
    if (outdated.length === 0) return;
    const gone = this.#attempt("old runs can't be removed", () => this.#options.remove(outdated)) ?? [];
    this.#keep({ ended: this.#status.ended.filter(({ runId }) => !outdated.includes(runId)) });
    if (gone.length > 0) this.#tell({ type: "cron-removed", runIds: gone });
  }

  /** What was never begun may be made up for: the time before it was the last. */
  #forget(lost: readonly CronRun[]): void {
    const { active, ended } = this.#status;
    const begun = [...active.filter((run) => !lost.includes(run)), ...ended].map(({ scheduledAt }) => scheduledAt);
    const last = begun.length > 0 ? Math.max(...begun) : Math.min(...lost.map(({ scheduledAt }) => scheduledAt)) - 1000;
    this.#keep({ active: active.filter((run) => !lost.includes(run)), lastScheduledAt: last });
  }

  /** @returns whether it is written down */
  #keep(changes: Partial<CronStatus>): boolean {
    const status = { ...this.#status, ...changes };
    const isKept = this.#attempt("its status can't be written", () => {
      this.#options.store.save(status);
      return true;
    });
    if (isKept === true) this.#status = status;
    return isKept === true;
  }

  /** What goes wrong is told, and the schedule goes on. */
  #attempt<T>(trouble: string, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      this.#tell({ type: "cron-problem", why: `${trouble}: ${(error as Error).message}` });
      return undefined;
    }
  }

  #tell(event: Untimed<CronEvent>): void {
    const next = this.#next;
    this.#options.onEvent({ ...event, time: this.#options.clock.now(), ...(next !== undefined && { next }) } as CronEvent);
  }
}

type Untimed<T> = T extends CronEvent ? Omit<T, "time" | "next"> : never;
