import type { Time, Zone } from "../value.ts";
import { panic } from "./go-panic.ts";
import { quote } from "./quote.ts";
import { MONTHS, WEEKDAYS } from "./time-format.ts";
import { layoutParts } from "./time-layouts.ts";
import { fixedZone, localToUtc, offsetAt, UTC } from "./zone.ts";

interface Read {
  year: number;
  month: number;
  day: number;
  yearDay: number;
  hour: number;
  minute: number;
  second: number;
  nanosecond: number;
  afternoon: boolean | undefined;
  offsetSeconds: number | undefined;
  zoneName: string | undefined;
}

/**
 * A time written in a layout of Go.
 *
 * @param zone where the time is meant when the text does not say
 * @throws GoPanic when the text does not have the layout's form
 */
export function parseTime(layout: string, text: string, zone: Zone = UTC): Time {
  const read: Read = {
    year: 0,
    month: -1,
    day: -1,
    yearDay: -1,
    hour: 0,
    minute: 0,
    second: 0,
    nanosecond: 0,
    afternoon: undefined,
    offsetSeconds: undefined,
    zoneName: undefined,
  };
  let rest = text;
  const parts = layoutParts(layout);
  for (const [i, part] of parts.entries()) {
    const fail = () =>
      panic(`parsing time ${quote(text)} as ${quote(layout)}: cannot parse ${quote(rest)} as ${quote(part.text)}`);
    if (part.kind === "text") {
      rest = skipText(rest, part.text) ?? fail();
      continue;
    }
    const used = readField(part.text, rest, read);
    if (used === undefined) return fail();
    if (used.outOf !== undefined) return panic(`parsing time ${quote(text)}: ${used.outOf} out of range`);
    rest = rest.slice(used.length);
    // Seconds may have a fraction that the layout does not ask for.
    const next = parts[i + 1]?.text ?? "";
    const fraction = /^(?:5|05)$/.test(part.text) && !/^[.,][09]/.test(next) ? /^[.,][0-9]+/.exec(rest)?.[0] : undefined;
    if (fraction !== undefined) {
      read.nanosecond = nanoseconds(fraction);
      rest = rest.slice(fraction.length);
    }
  }
  if (rest !== "") panic(`parsing time ${quote(text)}: extra text: ${quote(rest)}`);
  return toTime(read, zone, text);
}

/** A blank of the layout stands for any number of blanks. */
function skipText(rest: string, wanted: string): string | undefined {
  let left = rest;
  for (const character of wanted) {
    if (character === " ") {
      if (left !== "" && left[0] !== " ") return undefined;
      left = left.replace(/^ +/, "");
    } else if (left.startsWith(character)) left = left.slice(character.length);
    else return undefined;
  }
  return left;
}

interface Used {
  readonly length: number;
  /** What lies outside its range. */
  readonly outOf?: string;
}

function readField(field: string, rest: string, read: Read): Used | undefined {
  const number = (
    pattern: RegExp,
    store: (value: number) => void,
    name?: string,
    low = 0,
    high = Number.POSITIVE_INFINITY,
  ): Used | undefined => {
    const found = pattern.exec(rest)?.[0];
    if (found === undefined) return undefined;
    const value = Number(found.trim());
    store(value);
    return value < low || value > high ? { length: found.length, outOf: name ?? field } : { length: found.length };
  };
  const word = (words: readonly string[], size: number | undefined, store: (index: number) => void): Used | undefined => {
    const index = words.findIndex(
      (name) => rest.slice(0, size ?? name.length).toLowerCase() === name.slice(0, size).toLowerCase(),
    );
    if (index < 0) return undefined;
    store(index);
    return { length: size ?? (words[index] as string).length };
  };
  switch (field) {
    case "January":
      return word(MONTHS, undefined, (i) => (read.month = i + 1));
    case "Jan":
      return word(MONTHS, 3, (i) => (read.month = i + 1));
    case "Monday":
      return word(WEEKDAYS, undefined, () => undefined);
    case "Mon":
      return word(WEEKDAYS, 3, () => undefined);
    case "2006":
      return number(/^[0-9]{4}/, (value) => (read.year = value));
    case "06":
      return number(/^[0-9]{2}/, (value) => (read.year = value >= 69 ? 1900 + value : 2000 + value));
    case "1":
      return number(/^[0-9]{1,2}/, (value) => (read.month = value), "month", 1, 12);
    case "01":
      return number(/^[0-9]{2}/, (value) => (read.month = value), "month", 1, 12);
    case "2":
      return number(/^[0-9]{1,2}/, (value) => (read.day = value));
    case "_2":
      return number(/^ ?[0-9]{1,2}/, (value) => (read.day = value));
    case "02":
      return number(/^[0-9]{2}/, (value) => (read.day = value));
    case "__2":
      return number(/^ {0,2}[0-9]{1,3}/, (value) => (read.yearDay = value));
    case "002":
      return number(/^[0-9]{3}/, (value) => (read.yearDay = value));
    case "15":
      return number(/^[0-9]{1,2}/, (value) => (read.hour = value), "hour", 0, 23);
    case "3":
      return number(/^[0-9]{1,2}/, (value) => (read.hour = value), "hour", 0, 12);
    case "03":
      return number(/^[0-9]{2}/, (value) => (read.hour = value), "hour", 0, 12);
    case "4":
      return number(/^[0-9]{1,2}/, (value) => (read.minute = value), "minute", 0, 59);
    case "04":
      return number(/^[0-9]{2}/, (value) => (read.minute = value), "minute", 0, 59);
    case "5":
      return number(/^[0-9]{1,2}/, (value) => (read.second = value), "second", 0, 59);
    case "05":
      return number(/^[0-9]{2}/, (value) => (read.second = value), "second", 0, 59);
    case "PM":
    case "pm":
      return readHalf(field, rest, read);
    case "MST":
      return readZoneName(rest, read);
    default:
      return /^[.,]/.test(field) ? readFraction(field, rest, read) : readOffset(field, rest, read);
  }
}

function readHalf(field: string, rest: string, read: Read): Used | undefined {
  const half = rest.slice(0, 2);
  const words = field === "PM" ? ["AM", "PM"] : ["am", "pm"];
  if (!words.includes(half)) return undefined;
  read.afternoon = half === words[1];
  return { length: 2 };
}

function readZoneName(rest: string, read: Read): Used | undefined {
  const found = /^(?:UTC|GMT[+-][0-9]{1,2}|ChST|MeST|[A-Z]{3,5}|[+-][0-9]{2}(?:[0-9]{2})?)/.exec(rest)?.[0];
  if (found === undefined) return undefined;
  if (found === "UTC") read.offsetSeconds = 0;
  read.zoneName = found;
  return { length: found.length };
}

function readFraction(field: string, rest: string, read: Read): Used | undefined {
  const wanted = field.length - 1;
  const found = field[1] === "9" ? (/^[.,][0-9]+/.exec(rest)?.[0] ?? "") : /^[.,][0-9]+/.exec(rest)?.[0]?.slice(0, wanted + 1);
  if (found === undefined || (field[1] === "0" && found.length !== wanted + 1)) return undefined;
  read.nanosecond = nanoseconds(found);
  return { length: found.length };
}

function readOffset(field: string, rest: string, read: Read): Used | undefined {
  if (field.startsWith("Z") && rest.startsWith("Z")) {
    read.offsetSeconds = 0;
    read.zoneName = "UTC";
    return { length: 1 };
  }
  const colon = field.includes(":") ? ":" : "";
  const digits = field.replace(/[^0-9]/g, "").length;
  const pattern = new RegExp(
    `^([+-])([0-9]{2})${digits > 2 ? `${colon}([0-9]{2})` : "()"}${digits > 4 ? `${colon}([0-9]{2})` : "()"}`,
  );
  const found = pattern.exec(rest);
  if (found === null) return undefined;
  const [text, sign, hours, minutes, seconds] = found;
  if (Number(hours) > 24 || Number(minutes) > 60) return { length: text.length, outOf: "time zone offset" };
  read.offsetSeconds = (sign === "-" ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
  return { length: text.length };
}

function nanoseconds(fraction: string): number {
  return Number(fraction.slice(1, 10).padEnd(9, "0"));
}

function toTime(read: Read, zone: Zone, text: string): Time {
  let { hour, month, day } = read;
  if (read.afternoon === true && hour < 12) hour += 12;
  if (read.afternoon === false && hour === 12) hour = 0;
  if (read.yearDay >= 0) ({ month, day } = dayOfYear(read, text));
  if (month < 0) month = 1;
  if (day < 0) day = 1;
  if (day < 1 || day > daysIn(read.year, month)) panic(`parsing time ${quote(text)}: day out of range`);
  const date = new Date(0);
  date.setUTCFullYear(read.year, month - 1, day);
  date.setUTCHours(hour, read.minute, read.second, 0);
  const local = date.getTime();
  const { milliseconds, shown } = place(read, zone, local);
  return Object.freeze({ kind: "time", nanoseconds: BigInt(milliseconds) * 1_000_000n + BigInt(read.nanosecond), zone: shown });
}

function place(read: Read, zone: Zone, local: number): { readonly milliseconds: number; readonly shown: Zone } {
  if (read.offsetSeconds !== undefined) {
    const milliseconds = local - read.offsetSeconds * 1000;
    if (read.offsetSeconds === 0 && (read.zoneName === undefined || read.zoneName === "UTC")) return { milliseconds, shown: UTC };
    const same =
      offsetAt(zone, milliseconds) === read.offsetSeconds && (read.zoneName === undefined || zone.name === read.zoneName);
    return { milliseconds, shown: same ? zone : fixedZone(read.zoneName ?? "", read.offsetSeconds) };
  }
  // A name without an offset means nothing to Go but in its own zone: it takes it for UTC under that name.
  if (read.zoneName !== undefined) {
    const hours = /^GMT([+-][0-9]{1,2})$/.exec(read.zoneName)?.[1];
    const offset = hours === undefined ? 0 : Number(hours) * 3600;
    return { milliseconds: local - offset * 1000, shown: fixedZone(read.zoneName, offset) };
  }
  return { milliseconds: localToUtc(zone, local), shown: zone };
}

function dayOfYear(read: Read, text: string): { readonly month: number; readonly day: number } {
  const leap = daysIn(read.year, 2) === 29 ? 1 : 0;
  if (read.yearDay < 1 || read.yearDay > 365 + leap) panic(`parsing time ${quote(text)}: day-of-year out of range`);
  const date = new Date(0);
  date.setUTCFullYear(read.year, 0, read.yearDay);
  return { month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function daysIn(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 0);
  return date.getUTCDate();
}
