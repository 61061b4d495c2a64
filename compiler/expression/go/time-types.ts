import { BOOL, FLOAT64, funcType, type GoType, INT, INT64, namedType, STRING } from "./go-type.ts";

/** The methods that an expression may call on times and durations; their work is in runtime/time-methods.ts. */

const name = { time: "time.Time", duration: "time.Duration", month: "time.Month", weekday: "time.Weekday" };
const plain = { time: namedType(name.time, "struct"), duration: namedType(name.duration, "int64") };

export const MONTH: GoType = namedType(name.month, "int", new Map([["String", funcType([], STRING)]]));
export const WEEKDAY: GoType = namedType(name.weekday, "int", new Map([["String", funcType([], STRING)]]));

export const DURATION: GoType = namedType(
  name.duration,
  "int64",
  new Map([
    ["Hours", funcType([], FLOAT64)],
    ["Minutes", funcType([], FLOAT64)],
    ["Seconds", funcType([], FLOAT64)],
    ["Milliseconds", funcType([], INT64)],
    ["Microseconds", funcType([], INT64)],
    ["Nanoseconds", funcType([], INT64)],
    ["Abs", funcType([], plain.duration)],
    ["Round", funcType([plain.duration], plain.duration)],
    ["Truncate", funcType([plain.duration], plain.duration)],
    ["String", funcType([], STRING)],
  ]),
);

const TIME_METHODS: readonly (readonly [string, GoType])[] = [
  ...["Year", "Day", "Hour", "Minute", "Second", "Nanosecond", "YearDay"].map((method) => [method, funcType([], INT)] as const),
  ...["Unix", "UnixMilli", "UnixMicro", "UnixNano"].map((method) => [method, funcType([], INT64)] as const),
  ["Month", funcType([], MONTH)],
  ["Weekday", funcType([], WEEKDAY)],
  ["IsZero", funcType([], BOOL)],
  ["Format", funcType([STRING], STRING)],
  ["String", funcType([], STRING)],
  ["UTC", funcType([], plain.time)],
  ["Add", funcType([plain.duration], plain.time)],
  ["AddDate", funcType([INT, INT, INT], plain.time)],
  ["Sub", funcType([plain.time], plain.duration)],
  ["Truncate", funcType([plain.duration], plain.time)],
  ["Round", funcType([plain.duration], plain.time)],
  ...["Before", "After", "Equal"].map((method) => [method, funcType([plain.time], BOOL)] as const),
];

export const TIME: GoType = namedType(name.time, "struct", new Map(TIME_METHODS));

/** A pointer to a time zone, as `timezone("Europe/Berlin")` gives. */
export const ZONE: GoType = namedType("*time.Location", "pointer");
