import { describe, expect, it } from "vitest";
import type { CronWorkflow, CronWorkflowSpec } from "../../compiler/argo/model.generated.ts";
import type { CronEvent } from "../../runner/cron/cron-event.ts";
import { type CronRun, type CronStatus, newStatus } from "../../runner/cron/cron-status.ts";
import { cronTimes } from "../../runner/cron/cron-times.ts";
import { type CronRunEnd, runCron } from "../../runner/cron/run-cron.ts";
import { VirtualClock } from "../helpers/virtual-clock.ts";

/** How a run of the test ends, and after how long. */
interface Played {
  readonly minutes: number;
  readonly phase?: CronRunEnd["phase"];
}

/** A schedule whose runs only take time. What is known of it outlives its keepers, as a file does. */
class Rig {
  readonly cron: CronWorkflow;
  readonly clock: VirtualClock;
  readonly events: CronEvent[] = [];
  readonly removed: string[] = [];
  readonly begun: string[] = [];
  status: CronStatus = newStatus;
  isDiskFull = false;
  removeProblem: string | undefined;
  /** What the next runs do; then the last of them again. */
  plan: Played[];
  kept = new Set<string>();
  #stop = new AbortController();
  readonly #ends = new Map<string, (end: CronRunEnd) => void>();

  constructor(start: string, spec: Partial<CronWorkflowSpec>, plan: readonly Played[] = [{ minutes: 1 }]) {
    this.clock = new VirtualClock(start);
    this.plan = [...plan];
    this.cron = {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "CronWorkflow",
      metadata: { name: "nightly", labels: { team: "a" } },
      spec: { schedules: ["0 3 * * *"], workflowSpec: { entrypoint: "main" }, ...spec },
    };
  }

  begin(cron = this.cron): void {
    this.#stop = new AbortController();
    void runCron({
      cron,
      clock: this.clock,
      store: {
        load: () => this.status,
        save: (status) => {
          if (this.isDiskFull) throw new Error("ENOSPC: no space left on device");
          this.status = status;
        },
      },
      newRunId: (time) => `run-${short(time)}`,
      start: (run) => {
        this.begun.push(short(run.scheduledAt));
        return this.#play(run);
      },
      goOn: (run) => (this.begun.includes(short(run.scheduledAt)) ? this.#play(run) : undefined),
      terminate: (run) =>
        this.#ends.get(run.runId)?.({ phase: "Failed", message: "Stopped with strategy 'Terminate'", goesOn: false }),
      remove: (runIds) => {
        if (this.removeProblem !== undefined) throw new Error(this.removeProblem);
        const gone = runIds.filter((id) => !this.kept.has(id));
        this.removed.push(...gone);
        return gone;
      },
      onEvent: (event) => this.events.push(event),
      signal: this.#stop.signal,
    });
  }

  /** Ctrl-C: what runs is interrupted. */
  async stop(): Promise<void> {
    this.#stop.abort();
    for (const end of this.#ends.values()) end({ phase: "Failed", message: "interrupted", goesOn: true });
    this.#ends.clear();
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** The process is gone from one moment to the next. */
  kill(): void {
    this.#stop.abort();
    this.#ends.clear();
    const status = this.status;
    queueMicrotask(() => {
      this.status = status;
    });
  }

  #play(run: CronRun): Promise<CronRunEnd> {
    const { minutes, phase = "Succeeded" } = this.plan.length > 1 ? this.plan.shift()! : this.plan[0]!;
    return new Promise((resolve) => {
      this.#ends.set(run.runId, resolve);
      this.clock.at(this.clock.now() + minutes * 60_000, () => resolve({ phase, message: "", goesOn: false }));
    });
  }

  starts(): readonly string[] {
    return this.events.flatMap((event) => (event.type === "cron-started" ? [short(event.run.scheduledAt)] : []));
  }

  whys(type: CronEvent["type"]): readonly string[] {
    return this.events.flatMap((event) => (event.type === type && "why" in event ? [event.why] : []));
  }
}

const short = (time: number): string => new Date(time).toISOString().slice(0, 16);

describe("a schedule is carried out", () => {
  it("in its own time zone, over changes of the clock", async () => {
    const rig = new Rig("2026-03-27T12:00:00Z", { timezone: "Europe/Berlin" });
    rig.begin();
    await rig.clock.windTo("2026-03-30T12:00:00Z");
    expect(rig.starts()).toEqual(["2026-03-28T02:00", "2026-03-29T01:00", "2026-03-30T01:00"]);
    expect(rig.status.succeeded).toBe(3);
    const [began] = rig.events;
    expect(began).toMatchObject({ type: "cron-began", zone: "Europe/Berlin", next: Date.parse("2026-03-28T02:00:00Z") });
  });

  it("by several schedules; where they meet one run is started", async () => {
    const rig = new Rig("2026-01-01T00:00:30Z", { schedules: ["*/20 * * * *", "*/30 * * * *", "@every 50m"] });
    rig.begin();
    await rig.clock.windTo("2026-01-01T01:59:00Z"); // the interval is counted from the begin: it comes at half a minute
    expect(rig.starts().map((time) => time.slice(11))).toEqual([
      "00:20",
      "00:30",
      "00:40",
      "00:50",
      "01:00",
      "01:20",
      "01:30",
      "01:40",
      "01:40",
    ]);
  });

  it("with runs beside one another when they are allowed", async () => {
    const rig = new Rig("2026-01-01T00:00:30Z", { schedules: ["* * * * *"], concurrencyPolicy: "Allow" }, [{ minutes: 10 }]);
    rig.begin();
    await rig.clock.windTo("2026-01-01T00:05:30Z");
    expect(rig.starts()).toHaveLength(5);
    expect(rig.status.active).toHaveLength(5);
  });

  it("without those that are forbidden while another runs: their times are lost", async () => {
    const plan = [{ minutes: 2.5 }];
    const rig = new Rig("2026-01-01T00:00:30Z", { schedules: ["* * * * *"], concurrencyPolicy: "Forbid" }, plan);
    rig.begin();
    await rig.clock.windTo("2026-01-01T00:08:30Z");
    expect(rig.starts().map((time) => time.slice(11))).toEqual(["00:01", "00:04", "00:07"]);
    expect(rig.whys("cron-skipped")[0]).toBe("concurrencyPolicy is Forbid, and nightly-1767225660 still runs");
  });

  it("late, when a forbidden time is still in its deadline at the end of the other run", async () => {
    const spec = { schedules: ["0 * * * *"], concurrencyPolicy: "Forbid", startingDeadlineSeconds: 1800 } as const;
    const rig = new Rig("2026-01-01T00:30:00Z", spec, [{ minutes: 70 }, { minutes: 100 }, { minutes: 5 }]);
    rig.begin();
    await rig.clock.windTo("2026-01-01T05:30:00Z");
    // 1:00 takes until 2:10: 2:00 is made up for; that one takes until 3:50: 3:00 is too late.
    expect(rig.starts().map((time) => time.slice(11))).toEqual(["01:00", "02:00", "04:00", "05:00"]);
    expect(rig.events.filter((event) => event.type === "cron-started").map(({ isLate }) => isLate)).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  it("with the newest in the place of the one before", async () => {
    const rig = new Rig("2026-01-01T00:00:30Z", { schedules: ["* * * * *"], concurrencyPolicy: "Replace" }, [{ minutes: 10 }]);
    rig.begin();
    await rig.clock.windTo("2026-01-01T00:03:30Z");
    expect(rig.starts()).toHaveLength(3);
    expect(rig.status.failed).toBe(2);
    expect(rig.status.active.map(({ scheduledAt }) => short(scheduledAt))).toEqual(["2026-01-01T00:03"]);
  });

  it("until its stop strategy ends it", async () => {
    const rig = new Rig("2026-01-01T00:00:00Z", { stopStrategy: { expression: "cronworkflow.failed >= 2" } }, [
      { minutes: 1 },
      { minutes: 1, phase: "Failed" },
      { minutes: 1 },
      { minutes: 1, phase: "Error" },
      { minutes: 1 },
    ]);
    rig.begin();
    await rig.clock.windTo("2026-01-20T00:00:00Z");
    expect(rig.starts()).toHaveLength(4);
    expect(rig.events.at(-1)).toMatchObject({ type: "cron-ended", why: "stop-strategy", succeeded: 2, failed: 2 });
    rig.begin();
    await rig.clock.windTo("2026-01-22T00:00:00Z");
    expect(rig.starts()).toHaveLength(4);
  });

  it("when `when` says so", async () => {
    const when = "{{= cronworkflow.lastScheduledTime == nil || (now() - cronworkflow.lastScheduledTime).Seconds() > 90 }}";
    const rig = new Rig("2026-01-01T00:00:30Z", { schedules: ["* * * * *"], when }, [{ minutes: 0.1 }]);
    rig.begin();
    await rig.clock.windTo("2026-01-01T00:06:30Z");
    expect(rig.starts().map((time) => time.slice(11))).toEqual(["00:01", "00:03", "00:05"]);
    expect(rig.whys("cron-skipped")[0]).toBe(`when: ${when} is false`);
  });

  it("never when `when` is wrong, and each time counts as failed", async () => {
    const rig = new Rig("2026-01-01T00:00:30Z", { schedules: ["* * * * *"], when: "{{= nosuch }}" });
    rig.begin();
    await rig.clock.windTo("2026-01-01T00:03:30Z");
    expect(rig.starts()).toEqual([]);
    expect(rig.status.failed).toBe(3);
    expect(rig.whys("cron-problem")[0]).toBe("run policy error: failed to evaluate expression: nosuch is missing");
  });

  it("until there is no time left", async () => {
    const rig = new Rig("2026-01-01T00:00:00Z", { schedules: ["0 0 30 2 *"] });
    rig.begin();
    await rig.clock.windTo("2026-01-01T00:01:00Z");
    expect(rig.events.at(-1)).toMatchObject({ type: "cron-ended", why: "no-time-left" });
  });

  it("with no more runs in its history than wanted, kept ones beside", async () => {
    const spec = { successfulJobsHistoryLimit: 2, failedJobsHistoryLimit: 0 };
    const rig = new Rig("2026-01-01T00:00:00Z", spec, [{ minutes: 1 }, { minutes: 1, phase: "Failed" }, { minutes: 1 }]);
    rig.kept.add("run-2026-01-03T03:00");
    rig.begin();
    await rig.clock.windTo("2026-01-07T00:00:00Z");
    expect(rig.removed).toEqual(["run-2026-01-02T03:00", "run-2026-01-01T03:00", "run-2026-01-04T03:00"]);
    expect(rig.status.ended.map(({ runId }) => runId)).toEqual(["run-2026-01-05T03:00", "run-2026-01-06T03:00"]);
    expect(rig.status.succeeded).toBe(5);
  });

  it("on, when old runs can't be removed, or an expression is wrong", async () => {
    const spec = { successfulJobsHistoryLimit: 0, stopStrategy: { expression: "cronworkflow.nosuch.name > 1" } };
    const rig = new Rig("2026-01-01T00:00:00Z", spec);
    rig.begin();
    await rig.clock.windTo("2026-01-03T00:00:00Z");
    expect(rig.begun).toEqual([]);
    expect(rig.whys("cron-problem")[0]).toMatch(/^failed to evaluate stop expression: /);
    const other = new Rig("2026-01-01T00:00:00Z", { successfulJobsHistoryLimit: 0 });
    other.removeProblem = "EACCES: permission denied";
    other.begin();
    await other.clock.windTo("2026-01-03T00:00:00Z");
    expect(other.begun).toHaveLength(2);
    expect(other.whys("cron-problem")).toEqual(Array(2).fill("old runs can't be removed: EACCES: permission denied"));
  });

  it("not while what counts can't be written down", async () => {
    const rig = new Rig("2026-01-01T00:00:00Z", {});
    rig.begin();
    rig.isDiskFull = true;
    await rig.clock.windTo("2026-01-02T00:00:00Z");
    expect(rig.begun).toEqual([]);
    expect(rig.whys("cron-problem")).toEqual(["its status can't be written: ENOSPC: no space left on device"]);
    rig.isDiskFull = false;
    await rig.clock.windTo("2026-01-03T00:00:00Z");
    expect(rig.begun).toEqual(["2026-01-02T03:00"]);
  });
});

it("a schedule that can't be read is told", () => {
  const rig = new Rig("2026-01-01T00:00:00Z", { schedules: ["0 3 * *"] });
  expect(() => cronTimes(rig.cron)).toThrow('The schedule "0 3 * *" can\'t be read: expected exactly 5 fields, found 4');
});

describe("who looks after a schedule may be stopped, killed or asleep", () => {
  it("stopped: runs are interrupted, do not count, and go on the next time", async () => {
    const rig = new Rig("2026-01-01T00:00:00Z", { stopStrategy: { expression: "cronworkflow.failed > 0" } }, [{ minutes: 60 }]);
    rig.begin();
    await rig.clock.windTo("2026-01-01T03:30:00Z");
    await rig.stop();
    expect(rig.events.slice(-2)).toMatchObject([
      { type: "cron-run-ended", goesOn: true },
      { type: "cron-ended", why: "interrupted", succeeded: 0, failed: 0 },
    ]);
    rig.begin();
    await rig.clock.windTo("2026-01-01T06:00:00Z");
    expect(rig.begun).toEqual(["2026-01-01T03:00"]);
    expect(rig.status).toMatchObject({ succeeded: 1, active: [] });
    expect(rig.events).toContainEqual(
      expect.objectContaining({ type: "cron-began", goesOn: [expect.objectContaining({ runId: "run-2026-01-01T03:00" })] }),
    );
  });

  it("killed: nothing is started twice, and what it had started goes on", async () => {
    const rig = new Rig("2026-01-01T02:59:00Z", { startingDeadlineSeconds: 3600 }, [{ minutes: 60 }]);
    rig.begin();
    await rig.clock.windTo("2026-01-01T03:00:00Z");
    rig.kill();
    rig.begin();
    await rig.clock.windTo("2026-01-01T05:00:00Z");
    expect(rig.begun).toEqual(["2026-01-01T03:00"]);
    expect(rig.status.succeeded).toBe(1);
  });

  it("killed between the word and the deed: the start is made up for", async () => {
    const rig = new Rig("2026-01-01T03:00:10Z", { startingDeadlineSeconds: 3600 });
    const run = {
      runId: "run-2026-01-01T03:00",
      workflow: "nightly-1767236400",
      scheduledAt: Date.parse("2026-01-01T03:00:00Z"),
    };
    rig.status = { ...newStatus, schedules: "UTC 0 3 * * *", lastScheduledAt: run.scheduledAt, active: [run] };
    rig.begin();
    await rig.clock.windTo("2026-01-01T03:05:00Z");
    expect(rig.begun).toEqual(["2026-01-01T03:00"]);
    expect(rig.status).toMatchObject({ succeeded: 1, active: [] });
  });

  it.each([
    ["in its deadline the latest start is made up for, by its own time", 3600, ["2026-01-04T03:00"]],
    ["after its deadline it is lost, and told", 600, []],
    ["without a deadline it is lost, and told", undefined, []],
  ])("not there when its time came: %s", async (_, seconds, expected) => {
    const rig = new Rig("2026-01-01T00:00:00Z", seconds === undefined ? {} : { startingDeadlineSeconds: seconds });
    rig.begin();
    await rig.clock.windTo("2026-01-01T12:00:00Z");
    await rig.stop();
    rig.clock.sleepUntil("2026-01-04T03:30:00Z");
    rig.begin();
    await rig.clock.windTo("2026-01-04T12:00:00Z");
    expect(rig.starts().slice(1)).toEqual(expected);
    const missed = rig.events.filter((event) => event.type === "cron-missed");
    expect(missed.map(({ count, last }) => [count, short(last)])).toEqual(expected.length === 0 ? [[3, "2026-01-04T03:00"]] : []);
  });

  it("not there and its schedule has changed since: nothing is made up for", async () => {
    const rig = new Rig("2026-01-01T00:00:00Z", { startingDeadlineSeconds: 86_400 });
    rig.begin();
    await rig.clock.windTo("2026-01-01T12:00:00Z");
    await rig.stop();
    rig.clock.sleepUntil("2026-01-02T12:00:00Z");
    rig.begin({ ...rig.cron, spec: { ...rig.cron.spec, schedules: ["0 4 * * *"] } });
    await rig.clock.windTo("2026-01-02T13:00:00Z");
    expect(rig.starts()).toEqual(["2026-01-01T03:00"]);
  });

  it.each([
    [3600, ["03:00", "06:00", "07:00"]],
    [undefined, ["03:00", "07:00"]],
  ])("asleep: what was missed counts as startingDeadlineSeconds says (%s)", async (seconds, expected) => {
    const rig = new Rig("2026-01-01T02:30:00Z", {
      schedules: ["0 * * * *"],
      ...(seconds !== undefined && { startingDeadlineSeconds: seconds }),
    });
    rig.begin();
    await rig.clock.windTo("2026-01-01T03:30:00Z");
    rig.clock.sleepUntil("2026-01-01T06:20:00Z");
    await rig.clock.windTo("2026-01-01T07:30:00Z");
    expect(rig.starts().map((time) => time.slice(11))).toEqual(expected);
  });

  it("away for years of a start each minute: it is there at once", async () => {
    const rig = new Rig("2026-01-01T00:00:30Z", { schedules: ["* * * * *"] });
    rig.begin();
    await rig.clock.windTo("2026-01-01T00:01:30Z");
    await rig.stop();
    rig.clock.sleepUntil("2029-01-01T00:00:30Z");
    rig.begin();
    await rig.clock.windTo("2029-01-01T00:01:30Z");
    expect(rig.starts()).toEqual(["2026-01-01T00:01", "2029-01-01T00:01"]);
    expect(rig.events.filter((event) => event.type === "cron-missed").map(({ last }) => short(last))).toEqual([
      "2029-01-01T00:00",
    ]);
  });
});
