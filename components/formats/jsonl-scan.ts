import { InputError } from "../../dsl/run-context.ts";
import { checkColumnNames, maxColumns } from "./csv-header.ts";
import { maxRowBytes } from "./csv-machine.ts";
import { readBytes } from "./read-bytes.ts";
import { notUtf8, type ScanOptions } from "./text-scan.ts";
import { utf8Scan } from "./utf8-scan.ts";

/** What the values of a key are in a whole file. `text` may look like timestamps; that is for others to find out. */
export type JsonlType = "integer" | "number" | "boolean" | "text" | "numbers";

/** What a whole JSON Lines file looks like. */
export interface JsonlScan {
  /** Keys in the order in which they first appear. A key with null alone is text. */
  readonly columns: readonly { readonly name: string; readonly type: JsonlType }[];
  /** Objects; empty lines are none. */
  readonly rows: number;
}

/**
 * Reads a JSON Lines file from its first to its last line: one flat JSON object a line, UTF-8, no byte order mark.
 * A value is a text, a number, true, false, null (missing, as is an absent key) or a list of numbers.
 *
 * @throws InputError with the line that is wrong, what was expected there and what was found
 */
export async function scanJsonl(path: string, options: ScanOptions = {}): Promise<JsonlScan> {
  const utf8 = utf8Scan();
  const types = new Map<string, JsonlType | undefined>();
  let [line, rows, bytes] = [1, 0, 0];
  let rest: Buffer = Buffer.alloc(0);
  const take = (text: string) => {
    if (text.trim() !== "") {
      addTypes(types, parseLine(text, line), line);
      rows++;
    }
    line++;
  };
  for await (const chunk of readBytes(path, options)) {
    const bad = utf8.push(chunk);
    if (bad !== undefined) throw notUtf8(line, bad, bytes - rest.length, Buffer.concat([rest, chunk]));
    const buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let end = buffer.indexOf(10); end !== -1; end = buffer.indexOf(10, from)) {
      refuseLong(end - from, line);
      take(buffer.toString("utf8", from, end));
      from = end + 1;
    }
    rest = Buffer.from(buffer.subarray(from));
    refuseLong(rest.length, line);
    bytes += chunk.length;
    options.onProgress?.(bytes);
  }
  const cutOff = utf8.end();
  if (cutOff !== undefined) throw notUtf8(line, cutOff, bytes, Buffer.alloc(0));
  if (rest.length > 0) take(rest.toString("utf8"));
  if (rows === 0) throw new InputError("no-rows", "The source holds no rows.", "Check what wrote it.");
  if (types.size === 0) throw new InputError("no-columns", "No object in the source has a key.", "Check what wrote it.");
  checkColumnNames([...types.keys()]);
  return { rows, columns: [...types].map(([name, type]) => ({ name, type: type ?? "text" })) };
}

function refuseLong(bytes: number, line: number): void {
  if (bytes <= maxRowBytes) return;
  throw new InputError(
    "row-too-large",
    `line ${line}: the row is longer than ${maxRowBytes} bytes (4 MiB), the most that a row may hold.`,
    "Is this JSON Lines, one object a line?",
  );
}

function parseLine(text: string, line: number): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InputError(
      "json-line-broken",
      `line ${line}: expected one JSON object, found ${shorten(text)} (${(error as Error).message}).`,
      "Each line must be a whole JSON object.",
    );
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  const help =
    Array.isArray(value) && line === 1
      ? "A list becomes lines by: jq -c '.[]' old.json > new.jsonl"
      : "Each line must be a whole JSON object.";
  throw new InputError("json-line-no-object", `line ${line}: expected a JSON object, found ${shorten(text)}.`, help);
}

function addTypes(types: Map<string, JsonlType | undefined>, row: Readonly<Record<string, unknown>>, line: number): void {
  for (const [name, value] of Object.entries(row)) {
    const before = types.get(name);
    const type = value === null ? before : together(before, typeOf(value, name, line), name, line);
    if (type !== before || !types.has(name)) types.set(name, type);
  }
  if (types.size > maxColumns) checkColumnNames([...types.keys()]);
}

function typeOf(value: unknown, name: string, line: number): JsonlType {
  if (name === "") throw new InputError("column-without-name", `line ${line}: a key is empty.`, "Name every key.");
  if (typeof value === "string") return "text";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return Number.isInteger(value) && Math.abs(value) < 2 ** 63 ? "integer" : "number";
  if (Array.isArray(value) && value.every((entry) => entry === null || typeof entry === "number")) return "numbers";
  const found = Array.isArray(value) ? "a list of other things than numbers" : "an object";
  throw new InputError(
    "column-type-not-supported",
    `line ${line}: "${name}" holds ${found}; a column holds texts, numbers, truth values or lists of numbers.`,
    "Flatten it, or leave it out.",
  );
}

/** The type that holds both: whole numbers become numbers, and unlike scalars become text. */
function together(before: JsonlType | undefined, now: JsonlType, name: string, line: number): JsonlType {
  if (before === undefined || before === now) return now;
  if (before === "numbers" || now === "numbers") {
    throw new InputError(
      "column-of-two-types",
      `line ${line}: "${name}" holds ${now === "numbers" ? "a list" : "a single value"}, but ${now === "numbers" ? "single values" : "lists"} before.`,
      "Make all of them lists, or none.",
    );
  }
  const isNumeric = (type: JsonlType) => type === "integer" || type === "number";
  return isNumeric(before) && isNumeric(now) ? "number" : "text";
}

function shorten(text: string): string {
  const shown = text.trim();
  return shown.length <= 60 ? shown : `${shown.slice(0, 60)}…`;
}
