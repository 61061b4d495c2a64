/** What clocks on the walls of a time zone show: a time of the wall is written as the milliseconds that UTC would have for it. */
export interface WallClock {
  readonly wallAt: (instant: number) => number;
  /** The instant at which the wall shows a time. Of a time that is skipped or comes twice it is the one that Go's `time.Date` gives. */
  readonly instantOf: (wall: number) => number;
}

const hour = 3_600_000;
const week = 7 * 24 * hour;
const clocks = new Map<string, WallClock>();

/** The clock of a zone of the IANA database. @throws RangeError when there is none of this name */
export function wallClock(zone: string): WallClock {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const clock = clockOf(offsetsOf(zone));
  clocks.set(zone, clock);
  return clock;
}

function clockOf(offsetAt: (instant: number) => number): WallClock {
  return {
    wallAt: (instant) => instant + offsetAt(instant),
    instantOf: (wall) => {
      const guess = offsetAt(wall); // as if the wall showed UTC: right but for the hours around a change
      return guess === 0 ? wall : wall - offsetAt(wall - guess);
    },
  };
}

/** How far the wall is ahead of UTC. Asking for it is slow: what was asked is remembered. */
function offsetsOf(zone: string): (instant: number) => number {
  if (zone === "UTC") return () => 0;
  const format = new Intl.DateTimeFormat("en-US-u-ca-iso8601-nu-latn", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const ask = (instant: number): number => {
    const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
    for (const { type, value } of format.formatToParts(instant)) parts[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour: hours = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hours, minute, second) - Math.floor(instant / 1000) * 1000;
  };
  return remembered(remembered(ask, hour), week);
}

/** A span that begins and ends alike has no change in it: no zone has had two within a week that undo one another. */
function remembered(ask: (instant: number) => number, span: number): (instant: number) => number {
  const known = new Map<number, number | undefined>();
  return (instant) => {
    const start = Math.floor(instant / span) * span;
    if (!known.has(start)) {
      if (known.size > 10_000) known.clear();
      const first = ask(start);
      known.set(start, first === ask(start + span - 1000) ? first : undefined);
    }
    return known.get(start) ?? ask(instant);
  };
}
