import { InputError } from "../../dsl/run-context.ts";
import type { ColumnType } from "../formats/examples-folder.ts";

/** A raw value of a row: from Parquet, or from the JSON of a request. A timestamp is seconds since 1970, a Date, or ISO text. */
export type Cell = string | number | bigint | boolean | Date | null | undefined;

/**
 * The number in a cell. Null, absent, NaN and infinite are all missing.
 *
 * @returns undefined when the value is missing
 * @throws InputError `wrong-value` when it is no number
 * @example
 * numberOf(true, "toll", "boolean") // => 1
 */
export function numberOf(cell: Cell, column: string, type: ColumnType): number | undefined {
  if (cell === null || cell === undefined) return undefined;
  const value = plainNumber(cell, type);
  if (value === undefined) throw wrongValue(column, type === "timestamp" ? "a time" : "a number", cell);
  return Number.isFinite(value) ? value : undefined;
}

function plainNumber(cell: NonNullable<Cell>, type: ColumnType): number | undefined {
  if (typeof cell === "number") return cell;
  if (typeof cell === "bigint" || typeof cell === "boolean") return Number(cell);
  if (cell instanceof Date) return cell.getTime() / 1000;
  const time = type === "timestamp" ? Date.parse(cell) : Number.NaN;
  return Number.isNaN(time) ? undefined : time / 1000;
}

/**
 * The category in a cell: text as it is, an integer or a boolean by its name.
 *
 * @returns undefined when the value is missing
 * @throws InputError `wrong-value` for a Date
 * @example
 * categoryOf(8n, "area") // => "8"
 */
export function categoryOf(cell: Cell, column: string): string | undefined {
  if (cell === null || cell === undefined) return undefined;
  if (cell instanceof Date) throw wrongValue(column, "a category", cell);
  return String(cell);
}

function wrongValue(column: string, wanted: string, cell: NonNullable<Cell>): InputError {
  return new InputError(
    "wrong-value",
    `Column "${column}" wants ${wanted}, got ${cell instanceof Date ? "a date" : JSON.stringify(String(cell)).slice(0, 80)}.`,
    "Send the value in the type that the column had in training.",
  );
}

/** The error for a value that is missing where the transform was told to refuse that. */
export function refuseMissing(column: string): never {
  throw new InputError(
    "missing-values",
    `Column "${column}" has a missing value, and its transform refuses that (missing: "refuse").`,
    'Fill the column at its source, or choose another `missing`, such as "mean" or "bucket".',
  );
}
