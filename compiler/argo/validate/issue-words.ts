import { didYouMean } from "../../../util/did-you-mean.ts";
import { foundWords, shortened } from "./found-words.ts";
import { limitHint } from "./limit-hint.ts";
import type { Law, ListKey, ListLimits, ListSchema, Schema, TextLimits, TextPattern } from "./schema.ts";

const wanted: Readonly<Record<Schema["is"], string>> = {
  text: "text",
  flag: "true or false",
  whole: "a whole number",
  number: "a number",
  "whole-or-text": "a whole number or text",
  anything: "an object",
  list: "a list",
  map: "an object",
  shape: "an object",
};

/** A value of another type than the schema's, and how YAML would say the right one, where that is sure. */
export function wrongTypeWords(name: string, schema: Schema, value: unknown): string {
  const begin = `"${name}" has to be ${wanted[schema.is]}, not ${foundWords(value)}.`;
  if (schema.is === "text" && (typeof value === "number" || typeof value === "boolean"))
    return `${begin} Put it in quotes: "${value}".`;
  if ((schema.is === "whole" || schema.is === "number") && typeof value === "string" && /^-?\d{1,15}$/.test(value))
    return `${begin} Leave the quotes out: ${Number(value)}.`;
  if (schema.is === "flag" && (value === "true" || value === "false")) return `${begin} Leave the quotes out: ${value}.`;
  if (schema.is === "list" && value !== null && !Array.isArray(value) && fits(schema, value))
    return `${begin} A list of one begins with "- ".`;
  return begin;
}

const fits = ({ of }: ListSchema, value: unknown): boolean =>
  of.is === "text" ? typeof value === "string" : (of.is === "shape" || of.is === "map") && typeof value === "object";

export function missingWords(owner: string, field: string): string {
  return `${owner} needs "${field}".`;
}

export function enumWords(name: string, allowed: readonly string[], value: string): string {
  const words = allowed.filter((one) => one !== "");
  return `"${name}" can't be ${shortened(value)}: there is ${listed(words, "or")}.${didYouMean(value, words)}`;
}

export function patternIssueWords(name: string, { words }: TextPattern, value: string): string {
  return `"${name}" can't be ${shortened(value)}: wanted: ${words}.`;
}

export function formatWords(name: string, format: NonNullable<TextLimits["format"]>, value: string): string {
  const wanted = format === "date-time" ? "a date and time such as 2030-01-31T12:00:00Z" : "base64";
  return `"${name}" can't be ${shortened(value)}: wanted: ${wanted}.`;
}

export function lengthWords(name: string, { least, most }: TextLimits, length: number): string {
  if (most !== undefined && length > most) return `"${name}" is ${length} characters long; at most ${most} are allowed.`;
  return least === 1 ? `"${name}" can't be empty text.` : `"${name}" has to be at least ${least} characters long.`;
}

export function rangeWords(name: string, least: number | undefined, most: number | undefined, value: number): string {
  if (least !== undefined && value < least) return `"${name}" can't be ${value}: the least is ${least}.`;
  return `"${name}" can't be ${value}: the most is ${most}.${limitHint(most, value)}`;
}

export function countWords(name: string, { least, most }: ListLimits, count: number): string {
  if (most !== undefined && count > most) return `"${name}" holds ${count} items; Argo takes at most ${most}.`;
  return least === 1 ? `"${name}" is empty; one item at least is wanted.` : `"${name}" needs at least ${least} items.`;
}

export function duplicateWords(name: string, keys: readonly ListKey[], first: number, item: unknown): string {
  if (keys.length === 0) return `"${name}" holds ${foundWords(item)} twice; its first place is item ${first}.`;
  const values = item as Readonly<Record<string, unknown>> | null;
  const shown = keys.map(([field, whenMissing]) => `${field} ${JSON.stringify(values?.[field] ?? whenMissing ?? null)}`);
  return `"${name}" has two items with the ${listed(shown, "and")}; the first is item ${first}.`;
}

/** A rule of the CRD in its own words, and those of its fields that are there. */
export function lawWords({ says, fields }: Law, self: Readonly<Record<string, unknown>>): string {
  const there = fields.filter((field) => self[field] !== undefined && self[field] !== null).map((field) => `"${field}"`);
  const begin = fields.some((field) => says.startsWith(field)) ? says : `${says[0]?.toUpperCase()}${says.slice(1)}`;
  return `${begin}; here ${there.length === 1 ? "is" : "are"} ${listed(there, "and")}.`;
}

export function listed(words: readonly string[], last: "and" | "or"): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}
