import type { Preview } from "./preview.ts";

const maxColumns = 16;
const maxText = 32 * 1024;

/** JSON and JSON Lines: a list of objects as a table, all else written out with its indents; undefined when the text is neither. */
export function jsonPreview(text: string, isWhole: boolean, maxRows: number): Preview | undefined {
  const start = text.trimStart()[0];
  if (start !== "{" && start !== "[") return undefined;
  const value = isWhole ? parsed(text) : undefined;
  if (value !== undefined) return tableOf(Array.isArray(value) ? value : [], maxRows) ?? writtenOut(value);
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const rows = (isWhole ? lines : lines.slice(0, -1)).slice(0, maxRows + 1).map(parsed);
  return rows.length > 1 && !rows.includes(undefined) ? tableOf(rows, maxRows) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}

function writtenOut(value: unknown): Preview {
  const text = JSON.stringify(value, null, 2);
  const isCut = text.length > maxText;
  return {
    kind: "text",
    text: isCut ? text.slice(0, maxText) : text,
    note: isCut ? `The beginning of ${text.length} characters.` : "",
  };
}

function tableOf(values: readonly unknown[], maxRows: number): Preview | undefined {
  if (values.length === 0 || !values.every(isPlain)) return undefined;
  const columns = [...new Set(values.slice(0, maxRows).flatMap((value) => Object.keys(value)))].slice(0, maxColumns);
  const rows = values
    .slice(0, maxRows)
    .map((value) => columns.map((column) => (Object.hasOwn(value, column) ? cellOf(value[column]) : "")));
  return { kind: "table", columns, rows, note: values.length > maxRows ? `The first ${maxRows} rows.` : "" };
}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const cellOf = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
