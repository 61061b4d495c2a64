const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [
  10,
  20,
  50,
  100,
  200,
  500,
  second,
  2 * second,
  5 * second,
  10 * second,
  15 * second,
  30 * second,
  minute,
  2 * minute,
  5 * minute,
].concat([
  10 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
  30 * day,
  365 * day,
]);

export interface TimeTick {
  /** Milliseconds since the beginning. */
  readonly at: number;
  readonly label: string;
}

/**
 * Marks for an axis of time that begins at zero: at most `most`, at lengths that clocks have.
 *
 * @example
 * timeTicks(65_000, 5).map(({ label }) => label) // => ["0", "15s", "30s", "45s", "1m"]
 */
export function timeTicks(milliseconds: number, most: number): readonly TimeTick[] {
  if (!(milliseconds > 0)) return [{ at: 0, label: "0" }];
  const step = steps.find((length) => milliseconds / length < most) ?? Math.ceil(milliseconds / most / day) * day;
  return Array.from({ length: Math.floor(milliseconds / step) + 1 }, (_, index) => ({
    at: index * step,
    label: label(index * step),
  }));
}

function label(at: number): string {
  if (at === 0) return "0";
  if (at < minute) return `${at / second}s`;
  const parts = [
    [Math.floor(at / day), "d"],
    [Math.floor((at % day) / hour), "h"],
    [Math.floor((at % hour) / minute), "m"],
    [Math.floor((at % minute) / second), "s"],
  ] as const;
  return parts.flatMap(([count, unit]) => (count === 0 ? [] : [`${count}${unit}`])).join("");
}
