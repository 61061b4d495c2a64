import { describe, expect, it } from "vitest";
import { nextTime } from "../../runner/cron/next-time.ts";
import { parseSchedule } from "../../runner/cron/parse-schedule.ts";

function times(schedule: string, from: string, zone: string, count: number): readonly string[] {
  const read = parseSchedule(schedule);
  if ("problem" in read) throw new Error(read.problem);
  const found: string[] = [];
  for (let time: number | undefined = Date.parse(from); found.length < count; ) {
    time = nextTime(read, time, zone);
    if (time === undefined) return found;
    found.push(new Date(time).toISOString().replace(":00.000Z", "Z"));
  }
  return found;
}

describe("the times of a schedule", () => {
  it.each([
    ["each night", "0 3 * * *", "America/Chicago", ["2026-03-07T09:00Z", "2026-03-08T08:00Z", "2026-03-09T08:00Z"]],
    ["a time that the clock leaves out once", "30 2 * * *", "America/Chicago", ["2026-03-07T08:30Z", "2026-03-09T07:30Z"]],
    ["a day of the month or of the week", "0 0 8 * SUN", "UTC", ["2026-03-08T00:00Z", "2026-03-15T00:00Z"]],
    ["a day of the week in a month", "0 0 * 4 sat,SUN", "UTC", ["2026-04-04T00:00Z", "2026-04-05T00:00Z"]],
    ["leap days", "0 0 29 2 *", "UTC", ["2028-02-29T00:00Z", "2032-02-29T00:00Z"]],
    ["a day that never comes", "0 0 31 2 *", "UTC", []],
    ["an interval, from when it is asked", "@every 90m30s", "UTC", ["2026-03-07T01:31:30.000Z", "2026-03-07T03:02Z"]],
  ])("%s", (_, schedule, zone, expected) => {
    expect(times(schedule, "2026-03-07T00:01:00Z", zone, expected.length || 1)).toEqual(expected);
  });

  it("that comes twice comes twice", () => {
    expect(times("30 1 * * *", "2026-10-31T12:00:00Z", "America/Chicago", 3)).toEqual([
      "2026-11-01T06:30Z",
      "2026-11-01T07:30Z",
      "2026-11-02T07:30Z",
    ]);
  });

  it("leave out a midnight that the clock leaves out, as robfig/cron does", () => {
    // Cairo's clocks went from 23:59 to 1:00.
    expect(times("0 0 * * *", "2025-04-23T00:00:00Z", "Africa/Cairo", 3)).toEqual([
      "2025-04-23T22:00Z",
      "2025-04-25T21:00Z",
      "2025-04-26T21:00Z",
    ]);
  });

  it("go on after a day that a zone left out", () => {
    expect(times("0 12 30,31 12 *", "2011-12-29T00:00:00Z", "Pacific/Apia", 2)).toEqual([
      "2011-12-30T22:00Z",
      "2012-12-29T22:00Z",
    ]);
  });

  it("are told from what is no schedule, in robfig/cron's words", () => {
    const problems = ["0 0 1 1 7", "a * * * *", "@every 1x", "@fortnightly", "* * * *", "*/0 * * * *"].map(parseSchedule);
    expect(problems.map((read) => ("problem" in read ? read.problem : "fine"))).toEqual([
      "end of range (7) above maximum (6): 7",
      'failed to parse int from a: strconv.Atoi: parsing "a": invalid syntax',
      'failed to parse duration @every 1x: time: invalid duration "1x"',
      "unrecognized descriptor: @fortnightly",
      "expected exactly 5 fields, found 4: [* * * *]",
      "step of range should be a positive number: */0",
    ]);
  });
});
