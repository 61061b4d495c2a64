import { goDurationProblem } from "../../compiler/argo/laws/go-duration.ts";
import { quote } from "../../compiler/expression/go/quote.ts";
import type { IntervalSchedule } from "./schedule.ts";

const unitNanoseconds: Readonly<Record<string, number>> = {
  h: 3600e9,
  m: 60e9,
  s: 1e9,
  ms: 1e6,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ns: 1,
};

const longest = 2n ** 63n - 1n;

/**
 * Reads the duration of `@every`: whole seconds count, and it is at least one.
 * @returns a text when Go can't read it
 */
export function parseInterval(duration: string): IntervalSchedule | string {
  if (goDurationProblem(duration) !== undefined) return `time: invalid duration ${quote(duration)}`;
  let nanoseconds = 0n;
  for (const [, whole = "", part = "", unit = ""] of duration.matchAll(/(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/g)) {
    const size = unitNanoseconds[unit]!;
    nanoseconds += BigInt(whole) * BigInt(size) + BigInt(Math.trunc(Number(part) * (size / 10 ** part.length)));
  }
  if (nanoseconds > longest) return `time: invalid duration ${quote(duration)}`;
  const seconds = duration.startsWith("-") ? 1 : Math.max(1, Number(nanoseconds / 1_000_000_000n));
  return { kind: "interval", seconds };
}
