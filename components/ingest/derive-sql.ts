import { InputError } from "../../dsl/run-context.ts";
import { quoteIdentifier, quoteText } from "../formats/duckdb.ts";
import type { ColumnType, ExamplesColumn } from "../formats/examples-folder.ts";
import type { Comparison } from "./comparison.ts";
import { findColumn } from "./find-column.ts";

const operators = { eq: "=", ne: "<>", lt: "<", le: "<=", gt: ">", ge: ">=" } as const satisfies Record<
  Comparison["operator"],
  string
>;

/** One side of a comparison, as SQL made of quoted names and literals only. */
interface Operand {
  readonly sql: string;
  readonly kind: "number" | "text" | "boolean" | "timestamp";
  readonly said: string;
}

/**
 * The SQL of a derived column: true, false, or NULL where an operand is missing or NaN.
 *
 * @throws InputError when a column is unknown, or the two sides can't be compared
 * @example
 * deriveSql("big_tip", { left: "tips", operator: "gt", right: { column: "fare", times: 0.2 } }, columns)
 */
export function deriveSql(name: string, { left, operator, right }: Comparison, columns: readonly ExamplesColumn[]): string {
  const where = `derive.${name}`;
  const one = columnOperand(findColumn(columns, left, where), where);
  const other =
    "column" in right
      ? scaled(columnOperand(findColumn(columns, right.column, where), where), right.times, where)
      : literal(right.value);
  if (one.kind !== other.kind) {
    throw new InputError(
      "derive-types-differ",
      `${where} compares ${one.said} with ${other.said}.`,
      "Compare numbers with numbers, texts with texts, truth values with truth values.",
    );
  }
  const compared = `${one.sql} ${operators[operator]} ${other.sql}`;
  return one.kind === "number"
    ? `CASE WHEN isnan(${one.sql}) OR isnan(${other.sql}) THEN NULL ELSE ${compared} END`
    : `(${compared})`;
}

const kinds: Readonly<Record<Exclude<ColumnType, "numbers">, Operand["kind"]>> = {
  integer: "number",
  number: "number",
  text: "text",
  boolean: "boolean",
  timestamp: "timestamp",
};

function columnOperand({ name, type }: ExamplesColumn, where: string): Operand {
  if (type === "numbers")
    throw new InputError(
      "derive-types-differ",
      `${where} compares the column "${name}", which holds lists.`,
      "Compare columns of single values.",
    );
  const sql = kinds[type] === "number" ? `CAST(${quoteIdentifier(name)} AS DOUBLE)` : quoteIdentifier(name);
  return { sql, kind: kinds[type], said: `the column "${name}" (${type})` };
}

function scaled(operand: Operand, times: number, where: string): Operand {
  if (times === 1) return operand;
  if (operand.kind !== "number")
    throw new InputError(
      "derive-types-differ",
      `${where} multiplies ${operand.said} by ${times}.`,
      "Only numbers have multiples.",
    );
  return { ...operand, sql: `(${operand.sql} * ${number(times)})` };
}

function literal(value: number | string | boolean): Operand {
  if (typeof value === "number") return { sql: number(value), kind: "number", said: `the number ${value}` };
  if (typeof value === "boolean") return { sql: String(value), kind: "boolean", said: `the truth value ${value}` };
  return { sql: quoteText(value), kind: "text", said: `the text "${value}"` };
}

/** A double as SQL: JavaScript's shortest digits read back as the same double. */
const number = (value: number): string => `CAST('${Number(value)}' AS DOUBLE)`;
