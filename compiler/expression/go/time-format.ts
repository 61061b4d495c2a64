import type { Time } from "../value.ts";
import { layoutParts } from "./time-layouts.ts";
import { abbreviationAt, offsetAt } from "./zone.ts";

export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
export const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

/** A moment as the clocks and calendars of its zone show it. */
export interface CivilTime {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosecond: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** From 1. */
  readonly yearDay: number;
  readonly offsetSeconds: number;
}

export function civilTime(time: Time): CivilTime {
  const utc = millisecondsOf(time);
  const offsetSeconds = offsetAt(time.zone, utc);
  const local = new Date(utc + offsetSeconds * 1000);
  const dayOfYear =
    (Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()) - Date.UTC(local.getUTCFullYear(), 0, 1)) /
    86_400_000;
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    nanosecond: Number(modulo(time.nanoseconds, 1_000_000_000n)),
    weekday: local.getUTCDay(),
    yearDay: dayOfYear + 1,
    offsetSeconds,
  };
}

/** Whole milliseconds since 1970, rounded down. */
export function millisecondsOf(time: Time): number {
  return Number((time.nanoseconds - modulo(time.nanoseconds, 1_000_000n)) / 1_000_000n);
}

export function modulo(value: bigint, by: bigint): bigint {
  return ((value % by) + by) % by;
}

/** A time in a layout of Go, `2006-01-02 15:04:05`. */
export function formatTime(time: Time, layout: string): string {
  const civil = civilTime(time);
  const abbreviation = () => abbreviationAt(time.zone, millisecondsOf(time));
  return layoutParts(layout)
    .map((part) => (part.kind === "text" ? part.text : formatField(part.text, civil, abbreviation)))
    .join("");
}

function formatField(field: string, civil: CivilTime, abbreviation: () => string): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const hour12 = civil.hour % 12 === 0 ? 12 : civil.hour % 12;
  const month = MONTHS[civil.month - 1] as string;
  const weekday = WEEKDAYS[civil.weekday] as string;
  switch (field) {
    case "January":
      return month;
    case "Jan":
      return month.slice(0, 3);
    case "Monday":
      return weekday;
    case "Mon":
      return weekday.slice(0, 3);
    case "MST":
      return abbreviation();
    case "2006":
      return String(civil.year).padStart(4, "0");
    case "06":
      return two(civil.year % 100);
    case "1":
      return String(civil.month);
    case "01":
      return two(civil.month);
    case "2":
      return String(civil.day);
    case "_2":
      return String(civil.day).padStart(2, " ");
    case "02":
      return two(civil.day);
    case "__2":
      return String(civil.yearDay).padStart(3, " ");
    case "002":
      return String(civil.yearDay).padStart(3, "0");
    case "15":
      return two(civil.hour);
    case "3":
      return String(hour12);
    case "03":
      return two(hour12);
    case "4":
      return String(civil.minute);
    case "04":
      return two(civil.minute);
    case "5":
      return String(civil.second);
    case "05":
      return two(civil.second);
    case "PM":
      return civil.hour >= 12 ? "PM" : "AM";
    case "pm":
      return civil.hour >= 12 ? "pm" : "am";
    default:
      return field.startsWith(".") || field.startsWith(",")
        ? fraction(field, civil.nanosecond)
        : offset(field, civil.offsetSeconds);
  }
}

/** `.000` keeps its zeros, `.999` drops them. */
function fraction(field: string, nanosecond: number): string {
  const digits = String(nanosecond)
    .padStart(9, "0")
    .slice(0, field.length - 1)
    .padEnd(field.length - 1, "0");
  const shown = field[1] === "9" ? digits.replace(/0+$/, "") : digits;
  return shown === "" ? "" : `${field[0]}${shown}`;
}

function offset(field: string, seconds: number): string {
  if (field.startsWith("Z") && seconds === 0) return "Z";
  const size = Math.abs(seconds);
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const separator = field.includes(":") ? ":" : "";
  const parts = [two(size / 3600), two((size % 3600) / 60), two(size % 60)];
  const count = field.replace(":00:00", "0000").replace(":", "").length === 7 ? 3 : field.length > 3 ? 2 : 1;
  return (seconds < 0 ? "-" : "+") + parts.slice(0, count).join(separator);
}
