import { expect, it } from "vitest";
import { nextTime } from "../../runner/cron/next-time.ts";
import { parseSchedule } from "../../runner/cron/parse-schedule.ts";
import { stableJson } from "../../util/stable-json.ts";
import { askOracle, describeWithOracle, type Question } from "../helpers/go-oracle.ts";
import { randomFrom } from "../helpers/random-from.ts";

const random = randomFrom(20261124);
const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
const below = (end: number): number => Math.floor(random() * end);

/** Zones whose clocks change by an hour, half an hour or two, at midnight, before dawn, in Ramadan, or not at all. */
const zones =
  "UTC|Europe/Berlin|Europe/London|Europe/Dublin|America/New_York|America/Los_Angeles|America/St_Johns|America/Sao_Paulo|America/Havana|America/Santiago|America/Asuncion|Africa/Cairo|Africa/Casablanca|Asia/Beirut|Asia/Amman|Asia/Tehran|Asia/Kolkata|Asia/Kathmandu|Asia/Gaza|Australia/Lord_Howe|Australia/Adelaide|Pacific/Auckland|Pacific/Chatham|Pacific/Apia|Pacific/Kiritimati|Antarctica/Troll|Atlantic/Azores|Etc/GMT+12".split(
    "|",
  );
const day = 86_400_000;

/** What governments have decided since may be in the one database of time zones and not yet in the other. */
const settled = Date.UTC(2026, 0);

/** The days of some years, after Samoa's leap over the date line where robfig/cron never ends, on which the clocks of a zone change, as they begin in UTC. */
function changesOf(zone: string): readonly number[] {
  const shown = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" });
  const offset = (time: number) => shown.formatToParts(time).find(({ type }) => type === "timeZoneName")?.value;
  const month = 30 * day; // Ramadan's changes are a month apart
  const found: number[] = [];
  for (let start = Date.UTC(2012, 0, 2); start < settled - 366 * day; start += month) {
    if (offset(start) === offset(start + month)) continue;
    let low = start;
    for (let length = month; length > day; length /= 2) if (offset(low) === offset(low + length / 2)) low += length / 2;
    found.push(Math.floor(low / day) * day);
  }
  return found;
}

const changes = new Map(zones.map((zone) => [zone, changesOf(zone)]));

/** A time around a change of a zone's clock, or any time. */
function nearChange(zone: string): number {
  const days = changes.get(zone)!;
  return days.length === 0 || random() < 0.1
    ? Date.UTC(2012 + below(13), below(12), 1 + below(28)) + below(day)
    : pick(days) - 2 * day + below(4 * day);
}

const number = (min: number, max: number): number => min + below(max - min + 1);
const range = (min: number, max: number): string => {
  const first = number(min, max);
  return `${first}-${number(first, max)}`;
};

function field(min: number, max: number, names: readonly string[], star: number): string {
  const kind = random();
  if (kind < star) return "*";
  if (kind < star + 0.04) return "?";
  if (kind < star + 0.1) return `*/${number(1, max)}`;
  if (kind < star + 0.16) return `${range(min, max)}/${number(1, 5)}`;
  if (kind < star + 0.22) return range(min, max);
  if (kind < star + 0.26) return `${number(min, max)}/${number(1, 9)}`;
  if (kind < star + 0.3 && names.length > 0) return pick(names);
  return Array.from({ length: 1 + below(3) }, () => number(min, max)).join(",");
}

const months = "jan FEB Mar apr MAY Jun jul AUG Sep oct NOV Dec".split(" ");
const weekDays = "sun MON Tue wed THU Fri sat".split(" ");
const usual = [
  "30 2 * * *",
  "0 0 * * *",
  "0 * * * *",
  "*/7 1-3 * * *",
  "0 0 30 2 *",
  "0 0 29 2 *",
  "0 0 1 * MON",
  "15 2 1-7 * sun",
];
const words = ["@hourly", "@daily", "@midnight", "@weekly", "@monthly", "@yearly", "@annually", "@every 1h30m", "@every 1.5s"];

function schedule(): string {
  const kind = random();
  if (kind < 0.15) return pick(usual);
  if (kind < 0.25) return pick(words);
  if (kind < 0.3)
    return `@every ${pick(["", "-", "+"])}${below(300)}${pick(["", ".5", ".07", "."])}${pick(["ms", "s", "m", "h", "us"])}`;
  const starry = random();
  return [
    field(0, 59, [], 0.3),
    field(0, 23, [], starry * 0.7),
    field(1, 31, [], 0.5),
    field(1, 12, months, 0.7),
    field(0, 6, weekDays, 0.5),
  ].join(" ");
}

describeWithOracle("the times of a schedule", () => {
  it("are those of robfig/cron, around changes of clocks too", { timeout: 120_000 }, async () => {
    const questions = Array.from({ length: 4000 }, () => {
      const zone = pick(zones);
      const from = nearChange(zone);
      return { source: schedule(), zone, from, count: random() < 0.2 ? 40 : 6 };
    });
    const answers = await askOracle(
      questions.map(
        ({ source, zone, from, count }): Question => ({
          kind: "times",
          source,
          values: { zone, from: String(from), count: String(count) },
        }),
      ),
    );
    const differ = questions.flatMap(({ source, zone, from, count }, index) => {
      const theirs = answers[index]?.error ?? before(settled, JSON.parse(answers[index]?.json ?? ""));
      const ours = times(source, zone, from, count);
      return stableJson(ours) === stableJson(theirs) ? [] : [{ source, zone, from: new Date(from).toISOString(), ours, theirs }];
    });
    expect(differ).toEqual([]);
    expect(answers.filter(({ json }) => json === "[]").length).toBeGreaterThan(50);
    expect(answers.filter(({ error }) => error !== undefined).length).toBeLessThan(questions.length / 20);
  });
});

const before = (end: number, seconds: readonly number[]): readonly number[] => seconds.filter((time) => time * 1000 < end);

function times(source: string, zone: string, from: number, count: number): string | readonly number[] {
  const read = parseSchedule(source);
  if ("problem" in read) return read.problem;
  const found: number[] = [];
  for (let time: number | undefined = from; found.length < count; ) {
    time = nextTime(read, time, zone);
    if (time === undefined) break;
    found.push(time / 1000);
  }
  return before(settled, found);
}
