import { formatValue } from "../go/format-value.ts";
import { panic } from "../go/go-panic.ts";
import { type GoType, INT64 } from "../go/go-type.ts";
import { civilTime, formatTime, millisecondsOf, modulo } from "../go/time-format.ts";
import { DEFAULT_LAYOUT } from "../go/time-layouts.ts";
import { DURATION, MONTH, TIME, WEEKDAY } from "../go/time-types.ts";
import { localToUtc, offsetAt, UTC } from "../go/zone.ts";
import { func, int64, sizedInt } from "../make-value.ts";
import type { Duration, Func, Time, Value } from "../value.ts";
import { wrap } from "./numbers.ts";

type Method<T> = (self: T, ...args: Value[]) => Value;

const HOUR = 3_600_000_000_000;
/** Nanoseconds from Go's zero time, 1 January of year 1, to 1970. */
const ZERO_TIME = -62_135_596_800_000_000_000n;

const span = (nanoseconds: bigint): Duration => ({ kind: "duration", nanoseconds: wrap(nanoseconds) });
const nanosecondsOf = (value: Value | undefined): bigint => (value as Duration | Time).nanoseconds;
const sinceZero = (time: Time): bigint => time.nanoseconds - ZERO_TIME;

const DURATION_METHODS: Readonly<Record<string, Method<Duration>>> = {
  Hours: ({ nanoseconds }) => Number(nanoseconds) / HOUR,
  Minutes: ({ nanoseconds }) => Number(nanoseconds) / 6e10,
  Seconds: ({ nanoseconds }) => Number(nanoseconds / 1_000_000_000n) + Number(nanoseconds % 1_000_000_000n) / 1e9,
  Milliseconds: ({ nanoseconds }) => int64(nanoseconds / 1_000_000n),
  Microseconds: ({ nanoseconds }) => int64(nanoseconds / 1000n),
  Nanoseconds: ({ nanoseconds }) => int64(nanoseconds),
  Abs: ({ nanoseconds }) => span(nanoseconds < 0n ? -nanoseconds : nanoseconds),
  Round: ({ nanoseconds }, by) => span(round(nanoseconds, nanosecondsOf(by))),
  Truncate: ({ nanoseconds }, by) =>
    span(nanosecondsOf(by) <= 0n ? nanoseconds : nanoseconds - (nanoseconds % nanosecondsOf(by))),
  String: formatValue,
};

const TIME_METHODS: Readonly<Record<string, Method<Time>>> = {
  Year: (time) => BigInt(civilTime(time).year),
  Month: (time) => sizedInt(MONTH, BigInt(civilTime(time).month)),
  Day: (time) => BigInt(civilTime(time).day),
  Weekday: (time) => sizedInt(WEEKDAY, BigInt(civilTime(time).weekday)),
  YearDay: (time) => BigInt(civilTime(time).yearDay),
  Hour: (time) => BigInt(civilTime(time).hour),
  Minute: (time) => BigInt(civilTime(time).minute),
  Second: (time) => BigInt(civilTime(time).second),
  Nanosecond: (time) => BigInt(civilTime(time).nanosecond),
  Unix: (time) => int64((time.nanoseconds - modulo(time.nanoseconds, 1_000_000_000n)) / 1_000_000_000n),
  UnixMilli: (time) => int64(BigInt(millisecondsOf(time))),
  UnixMicro: (time) => int64((time.nanoseconds - modulo(time.nanoseconds, 1000n)) / 1000n),
  UnixNano: (time) => int64(time.nanoseconds),
  IsZero: (time) => sinceZero(time) === 0n,
  Format: (time, layout) => formatTime(time, layout as string),
  String: (time) => formatTime(time, DEFAULT_LAYOUT),
  UTC: (time) => ({ ...time, zone: UTC }),
  Add: (time, by) => ({ ...time, nanoseconds: time.nanoseconds + nanosecondsOf(by) }),
  AddDate: (time, years, months, days) => addDate(time, years as bigint, months as bigint, days as bigint),
  Sub: (time, other) => span(time.nanoseconds - nanosecondsOf(other)),
  Truncate: (time, by) => ({
    ...time,
    nanoseconds: time.nanoseconds - (nanosecondsOf(by) <= 0n ? 0n : modulo(sinceZero(time), nanosecondsOf(by))),
  }),
  Round: (time, by) => ({ ...time, nanoseconds: ZERO_TIME + round(sinceZero(time), nanosecondsOf(by)) }),
  Before: (time, other) => time.nanoseconds < nanosecondsOf(other),
  After: (time, other) => time.nanoseconds > nanosecondsOf(other),
  Equal: (time, other) => time.nanoseconds === nanosecondsOf(other),
};

/** A method of a time, a duration, a month or a weekday, bound to it; undefined when it has none of that name. */
export function method(self: Value, name: string): Func | undefined {
  if (typeof self !== "object" || self === null) return undefined;
  if (self.kind === "time") return bind(self, TIME, TIME_METHODS, name);
  if (self.kind === "duration") return bind(self, DURATION, DURATION_METHODS, name);
  if (self.kind === "sized-int" && self.type.name !== INT64.name) return bind(self, self.type, { String: formatValue }, name);
  return undefined;
}

function bind<T extends Value>(
  self: T,
  type: GoType,
  methods: Readonly<Record<string, Method<T>>>,
  name: string,
): Func | undefined {
  const signature = type.methods?.get(name);
  if (signature === undefined) return undefined;
  const call = methods[name] ?? panic(`${type.name}.${name} is not known here`);
  return func(signature, (...args) => call(self, ...args));
}

/** To the nearest multiple, halves away from zero. */
function round(value: bigint, by: bigint): bigint {
  if (by <= 0n) return value;
  const rest = value % by;
  const size = rest < 0n ? -rest : rest;
  if (size + size < by) return value - rest;
  return value < 0n ? value - rest - by : value - rest + by;
}

function addDate(time: Time, years: bigint, months: bigint, days: bigint): Time {
  const civil = civilTime(time);
  const date = new Date(millisecondsOf(time) + offsetAt(time.zone, millisecondsOf(time)) * 1000);
  const clock = date.getTime() - Date.UTC(civil.year, civil.month - 1, civil.day);
  const midnight = new Date(0);
  midnight.setUTCFullYear(civil.year + Number(years), civil.month - 1 + Number(months), civil.day + Number(days));
  const utc = localToUtc(time.zone, midnight.getTime() + clock);
  return { ...time, nanoseconds: BigInt(utc) * 1_000_000n + modulo(time.nanoseconds, 1_000_000n) };
}
