import { panic } from "./go-panic.ts";
import { quote } from "./quote.ts";

const SECOND = 1_000_000_000n;
const MINUTE = 60n * SECOND;
const HOUR = 60n * MINUTE;
const MAX = 2n ** 63n;

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: SECOND,
  m: MINUTE,
  h: HOUR,
};

/** A Go duration, `1h30m`, `-1.5s`, in nanoseconds. @throws GoPanic with Go's words */
export function parseDuration(text: string): bigint {
  const invalid = () => panic(`time: invalid duration ${quote(text)}`);
  const negative = text.startsWith("-");
  let rest = text.replace(/^[-+]/, "");
  if (rest === "0") return 0n;
  if (rest === "") return invalid();
  let total = 0n;
  while (rest !== "") {
    const part = /^([0-9]*)(?:\.([0-9]*))?/.exec(rest);
    const [number = "", whole = "", fraction = ""] = part ?? [];
    if (whole === "" && fraction === "") return invalid();
    rest = rest.slice(number.length);
    const unit = /^[^.0-9]*/.exec(rest)?.[0] ?? "";
    if (unit === "") return panic(`time: missing unit in duration ${quote(text)}`);
    const size = UNITS[unit] ?? panic(`time: unknown unit ${quote(unit)} in duration ${quote(text)}`);
    rest = rest.slice(unit.length);
    total += BigInt(whole || "0") * size + fractionOf(fraction, size);
    if (total > MAX) return invalid();
  }
  if (negative) return -total;
  return total === MAX ? invalid() : total;
}

/** Go takes a float for the part after the dot and cuts it off. */
function fractionOf(digits: string, unit: bigint): bigint {
  if (digits === "") return 0n;
  const kept = digits.slice(0, 18);
  return BigInt(Math.trunc(Number(BigInt(kept)) * (Number(unit) / 10 ** kept.length)));
}

/** Nanoseconds as Go prints a duration: `1h0m1.5s`, `2ms`, `0s`. */
export function formatDuration(nanoseconds: bigint): string {
  if (nanoseconds === 0n) return "0s";
  const sign = nanoseconds < 0n ? "-" : "";
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  if (size < 1000n) return `${sign}${size}ns`;
  if (size < 1_000_000n) return `${sign}${decimal(size, 1000n)}µs`;
  if (size < SECOND) return `${sign}${decimal(size, 1_000_000n)}ms`;
  const hours = size / HOUR;
  const minutes = (size % HOUR) / MINUTE;
  const seconds = `${decimal(size % MINUTE, SECOND)}s`;
  if (hours > 0n) return `${sign}${hours}h${minutes}m${seconds}`;
  return minutes > 0n ? `${sign}${minutes}m${seconds}` : sign + seconds;
}

function decimal(value: bigint, unit: bigint): string {
  const fraction = String(value % unit)
    .padStart(String(unit).length - 1, "0")
    .replace(/0+$/, "");
  return fraction === "" ? String(value / unit) : `${value / unit}.${fraction}`;
}
