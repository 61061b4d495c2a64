import { integerOf, isInteger, type MapValue, type Value } from "../value.ts";
import { panic } from "./go-panic.ts";
import { formatTime } from "./time-format.ts";
import { RFC3339_NANO } from "./time-layouts.ts";
import { compareText, isEscapedByte } from "./utf8.ts";

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};
const ESCAPED = /[\u0000-\u001f"\\<>&\u2028\u2029\ud800-\udfff]/gu;

/**
 * A value as Go's json.Marshal writes it: compact, keys sorted, `<`, `>` and `&` escaped.
 *
 * @throws GoPanic for what has no JSON: Inf, NaN, functions, maps whose keys are of any type
 * @example encodeJson(fromPlain({ b: 1n, a: "<" })) // => '{"a":"\\u003c","b":1}'
 */
export function encodeJson(value: Value): string {
  if (value === null) return "null";
  if (typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (typeof value === "number") return encodeNumber(value);
  if (typeof value === "string") return encodeText(value);
  switch (value.kind) {
    case "sized-int":
      return String(value.value);
    case "duration":
      return String(value.nanoseconds);
    case "time":
      return encodeText(formatTime(value, RFC3339_NANO));
    case "list":
      if (value.absent) return "null";
      if (value.type.name === "[]uint8") return encodeText(base64OfBytes(value.items));
      return `[${value.items.map(encodeJson).join(",")}]`;
    case "map":
      return encodeObject(value);
    case "struct":
      return `{${[...value.fields].map(([name, field]) => `${encodeText(name)}:${encodeJson(field)}`).join(",")}}`;
    case "zone":
      return "{}";
    case "func":
      return panic(`json: unsupported type: ${value.type.name}`);
  }
}

/** The same over several lines, as Go's json.MarshalIndent writes it with two spaces. */
export function encodeJsonIndented(value: Value): string {
  return indent(encodeJson(value));
}

/** The same as `encodeJson`, but `<`, `>` and `&` stay. */
export function encodeRawJson(value: Value): string {
  return encodeJson(value).replace(/\\\\|\\u003[ce]|\\u0026/g, (found) => RAW[found] ?? found);
}

const RAW: Readonly<Record<string, string>> = { "\\u003c": "<", "\\u003e": ">", "\\u0026": "&" };

/** A text as a JSON string, escaped as Go does. */
export function encodeText(text: string): string {
  return `"${text.replace(ESCAPED, escapeCharacter)}"`;
}

function escapeCharacter(character: string): string {
  const short = SHORT[character];
  if (short !== undefined) return short;
  const point = character.codePointAt(0) as number;
  if (isEscapedByte(point) || (point >= 0xd800 && point <= 0xdfff)) return "\\ufffd";
  return `\\u${point.toString(16).padStart(4, "0")}`;
}

/** JavaScript writes numbers as Go's JSON does, but for a negative zero. */
export function encodeNumber(value: number): string {
  if (!Number.isFinite(value)) panic(`json: unsupported value: ${Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf"}`);
  return Object.is(value, -0) ? "-0" : String(value);
}

function encodeObject(value: MapValue): string {
  if (value.type.key?.kind === "interface") panic(`json: unsupported type: ${value.type.name}`);
  const entries = [...value.entries].map(([key, item]) => [String(key), item] as const);
  const sorted = entries.toSorted(([a], [b]) => compareText(a, b));
  return `{${sorted.map(([key, item]) => `${encodeText(key)}:${encodeJson(item)}`).join(",")}}`;
}

function base64OfBytes(items: readonly Value[]): string {
  return Buffer.from(items.map((item) => (isInteger(item) ? Number(integerOf(item)) : 0))).toString("base64");
}

/** Line breaks into a compact text; an empty list or object stays on one line. */
function indent(compact: string): string {
  let out = "";
  let depth = 0;
  let inString = false;
  for (let at = 0; at < compact.length; at++) {
    const character = compact[at] as string;
    if (inString) {
      out += character;
      if (character === "\\") out += compact[++at];
      else if (character === '"') inString = false;
      continue;
    }
    if (character === '"') inString = true;
    if (character === "{" || character === "[") {
      const empty = compact[at + 1] === "}" || compact[at + 1] === "]";
      if (empty) out += character + compact[++at];
      else out += `${character}\n${"  ".repeat(++depth)}`;
    } else if (character === "}" || character === "]") out += `\n${"  ".repeat(--depth)}${character}`;
    else if (character === ",") out += `,\n${"  ".repeat(depth)}`;
    else if (character === ":") out += ": ";
    else out += character;
  }
  return out;
}
