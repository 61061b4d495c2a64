/** A length of time that carries its unit. */
export interface Duration {
  readonly kind: "duration";
  readonly seconds: number;
}

const duration = (seconds: number): Duration => Object.freeze({ kind: "duration", seconds });

/** `seconds(90)` */
export const seconds = (count: number): Duration => duration(count);
/** `minutes(30)` */
export const minutes = (count: number): Duration => duration(count * 60);
/** `hours(6)` */
export const hours = (count: number): Duration => duration(count * 3600);
/** `days(2)` */
export const days = (count: number): Duration => duration(count * 86_400);

const unitSeconds = { d: 86_400, h: 3600, m: 60, s: 1 } as const;

/**
 * Seconds of a duration, or of text such as `"6h"`, `"1h30m"`, `"45s"`.
 * @returns undefined when the text is none, or not longer than zero
 */
export function durationSeconds(value: Duration | string): number | undefined {
  const total = typeof value === "string" ? parseSeconds(value) : value.seconds;
  return total !== undefined && Number.isFinite(total) && total > 0 ? total : undefined;
}

function parseSeconds(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?[dhms])+$/.test(text)) return undefined;
  let total = 0;
  for (const [, count, unit] of text.matchAll(/(\d+(?:\.\d+)?)([dhms])/g)) {
    total += Number(count) * unitSeconds[unit as keyof typeof unitSeconds];
  }
  return total;
}
