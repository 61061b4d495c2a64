import { parseInterval } from "./parse-interval.ts";
import type { FieldSchedule, Schedule } from "./schedule.ts";

/** Why the controller does not take a schedule. */
export interface ScheduleProblem {
  readonly problem: string;
}

interface Field {
  readonly min: number;
  readonly max: number;
  readonly names: readonly string[];
}

/** The values of a field that fit, and whether it holds a star that lets none out. */
interface FieldValues {
  readonly values: ReadonlySet<number>;
  readonly isStar: boolean;
}

const fields: readonly Field[] = [
  { min: 0, max: 59, names: [] },
  { min: 0, max: 23, names: [] },
  { min: 1, max: 31, names: [] },
  { min: 1, max: 12, names: "jan feb mar apr may jun jul aug sep oct nov dec".split(" ") },
  { min: 0, max: 6, names: "sun mon tue wed thu fri sat".split(" ") },
];

const descriptors: Readonly<Record<string, string>> = {
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
  "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@hourly": "0 * * * *",
};

/**
 * Reads a schedule as robfig/cron does, the controller's reader, and says in its words what is wrong with one.
 *
 * @example parseSchedule("0 3 * * MON-FRI") // => { kind: "fields", … }
 * @example parseSchedule("0 0 1 1 7") // => { problem: "end of range (7) above maximum (6): 7" }
 */
export function parseSchedule(text: string): Schedule | ScheduleProblem {
  if (text === "") return { problem: "empty spec string" };
  if (text.startsWith("@every ")) {
    const interval = parseInterval(text.slice("@every ".length));
    return typeof interval === "string" ? { problem: `failed to parse duration ${text}: ${interval}` } : interval;
  }
  if (!text.startsWith("@")) return parseFields(text);
  const meaning = Object.hasOwn(descriptors, text) ? descriptors[text] : undefined;
  return meaning === undefined ? { problem: `unrecognized descriptor: ${text}` } : parseFields(meaning);
}

function parseFields(text: string): FieldSchedule | ScheduleProblem {
  const parts = text.split(/\s+/).filter((part) => part !== "");
  if (parts.length !== fields.length)
    return { problem: `expected exactly 5 fields, found ${parts.length}: [${parts.join(" ")}]` };
  const read: FieldValues[] = [];
  for (const [index, field] of fields.entries()) {
    const values = parseField(parts[index] ?? "", field);
    if (typeof values === "string") return { problem: values };
    read.push(values);
  }
  const [minutes, hours, monthDays, months, weekDays] = read as [FieldValues, FieldValues, FieldValues, FieldValues, FieldValues];
  return {
    kind: "fields",
    minutes: minutes.values,
    hours: hours.values,
    monthDays: monthDays.values,
    months: months.values,
    weekDays: weekDays.values,
    mustFitBothDays: monthDays.isStar || weekDays.isStar,
  };
}

function parseField(text: string, field: Field): FieldValues | string {
  const values = new Set<number>();
  let isStar = false;
  for (const range of text.split(",").filter((one) => one !== "")) {
    const read = parseRange(range, field);
    if (typeof read === "string") return read;
    for (let value = read.start; value <= read.end; value += read.step) values.add(value);
    isStar ||= read.isStar;
  }
  return { values, isStar };
}

interface Range {
  readonly start: number;
  readonly end: number;
  readonly step: number;
  readonly isStar: boolean;
}

function parseRange(range: string, field: Field): Range | string {
  const [span = "", stepText, ...slashes] = range.split("/");
  const [first = "", last, ...hyphens] = span.split("-");
  const isAny = first === "*" || first === "?";
  const start = isAny ? field.min : numberOf(first, field.names);
  if (typeof start === "string") return start;
  if (!isAny && hyphens.length > 0) return `too many hyphens: ${range}`;
  const named = isAny ? field.max : last === undefined ? start : numberOf(last, field.names);
  if (typeof named === "string") return named;
  const step = stepText === undefined ? 1 : numberOf(stepText, []);
  if (typeof step === "string") return step;
  if (slashes.length > 0) return `too many slashes: ${range}`;
  const end = stepText !== undefined && last === undefined ? field.max : named;
  if (start < field.min) return `beginning of range (${start}) below minimum (${field.min}): ${range}`;
  if (end > field.max) return `end of range (${end}) above maximum (${field.max}): ${range}`;
  if (start > end) return `beginning of range (${start}) beyond end of range (${end}): ${range}`;
  if (step === 0) return `step of range should be a positive number: ${range}`;
  return { start, end, step, isStar: isAny && step === 1 };
}

/** The number that a text says, by a name or as it is; a text is what is wrong with it. */
function numberOf(text: string, names: readonly string[]): number | string {
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0) return names.length === 12 ? named + 1 : named;
  if (!/^[-+]?\d+$/.test(text))
    return `failed to parse int from ${text}: strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`;
  return Number(text) < 0 ? `negative number (${Number(text)}) not allowed: ${text}` : Number(text);
}
