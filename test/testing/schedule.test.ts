import { component, cron, pipeline } from "pipewright";
import { fake, testSchedule } from "pipewright/testing";
import { describe, expect, it } from "vitest";
import { taking } from "./helpers/small-steps.ts";

const work = component({ name: "work", run: () => {} });
const nightly = (expression: string, options: Parameters<typeof cron>[1]) =>
  pipeline({ name: "nightly", schedule: cron(expression, options) }, () => {
    work();
  });
const times = (starts: Awaited<ReturnType<typeof testSchedule>>) => starts.map(({ scheduledAt }) => scheduledAt.toISOString());

describe("a schedule in a test", () => {
  it("goes by the clocks of its time zone: a night without three o'clock in the morning has no run", async () => {
    const berlin = nightly("30 2 * * *", { timezone: "Europe/Berlin" });
    const starts = await testSchedule(berlin, { from: "2026-03-27T12:00:00Z", to: "2026-03-31T12:00:00Z" });
    expect(times(starts)).toEqual(["2026-03-28T01:30:00.000Z", "2026-03-30T00:30:00.000Z", "2026-03-31T00:30:00.000Z"]);
  });

  it("takes its ends in", async () => {
    const daily = nightly("0 0 * * *", {});
    expect(times(await testSchedule(daily, { from: "2026-01-01", to: "2026-01-02" }))).toHaveLength(2);
  });

  const hours = { from: "2026-01-01T00:00:00Z", to: "2026-01-01T03:00:00Z" };

  it("starts none beside one that still goes on, where that is forbidden", async () => {
    const forbids = nightly("0 * * * *", { concurrency: "forbid" });
    const starts = await testSchedule(forbids, { ...hours, takes: "90m" });
    expect(starts.map(({ started, why }) => why ?? started)).toEqual([
      true,
      "forbid: the run of 2026-01-01T00:00:00.000Z still goes on",
      true,
      "forbid: the run of 2026-01-01T02:00:00.000Z still goes on",
    ]);
  });

  it("puts the new one in the place of the old one, which ends as a terminated run", async () => {
    const replaces = nightly("0 * * * *", { concurrency: "replace" });
    const starts = await testSchedule(replaces, { ...hours, fakes: [fake(work, taking("90m", {}))] });
    expect(starts.map(({ replaced, run }) => [replaced, run?.phase])).toEqual([
      [true, "Failed"],
      [true, "Failed"],
      [true, "Failed"],
      [false, "Succeeded"],
    ]);
    expect(starts[0]?.run?.message).toBe("Stopped with strategy 'Terminate'");
    expect(starts[0]?.endedAt).toEqual(new Date("2026-01-01T01:00:00Z"));
  });

  it("runs them side by side where that is allowed, each with the time that it was meant for", async () => {
    const allows = nightly("0 * * * *", { concurrency: "allow" });
    const starts = await testSchedule(allows, { ...hours, fakes: [fake(work, taking("90m", {}))] });
    expect(starts.map(({ run }) => run?.phase)).toEqual(["Succeeded", "Succeeded", "Succeeded", "Succeeded"]);
    expect(starts[1]?.run?.calls(work)[0]?.startedAt).toEqual(new Date("2026-01-01T01:00:00Z"));
  });

  it("is wanted", async () => {
    const never = pipeline({ name: "never" }, () => {
      work();
    });
    await expect(testSchedule(never, hours)).rejects.toThrow(
      'Pipeline "never" has no schedule: say schedule: cron("0 3 * * *").',
    );
  });
});
