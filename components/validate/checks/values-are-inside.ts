import type { Anomaly } from "../../formats/anomalies-file.ts";
import { quoteText } from "../../formats/duckdb.ts";
import type { SchemaColumn } from "../../formats/schema-file.ts";
import { type ColumnStatistics, isNumeric } from "../../formats/statistics-file.ts";
import { type Check, schemaSeverity, splitColumns } from "../check-context.ts";
import { findOffenders } from "../offenders.ts";
import { listValues, ofRows, percent } from "../wording.ts";
import { isOfType } from "./types-agree.ts";

/** Values lie inside the range and among the values that the schema allows, but for the share that it lets pass. */
export const valuesAreInside: Check = async (context) => {
  const anomalies: Anomaly[] = [];
  for (const [name, rule] of Object.entries(context.schema.columns)) {
    for (const { split, rows, path, column } of splitColumns(context, name)) {
      if (column.present === 0 || !isOfType(column.type, rule.type)) continue;
      for (const { code, condition, expected, what } of limitsOf(rule, column)) {
        const offenders = await findOffenders(context.database, path, name, condition, context.numExamples);
        if (offenders.rows === 0 || 1 - offenders.rows / column.present >= rule.minInside) continue;
        anomalies.push({
          code,
          severity: schemaSeverity(context),
          column: name,
          split,
          expected,
          found: `${offenders.distinct} other ${offenders.distinct === 1 ? "value" : "values"} in ${ofRows(offenders.rows, rows)}`,
          rows: offenders.rows,
          share: offenders.rows / rows,
          examples: [...offenders.examples],
          message: `"${name}" ${what} in ${ofRows(offenders.rows, rows)} of ${split}, such as ${isNumeric(column) ? offenders.examples.join(", ") : listValues(offenders.examples)}.`,
          help:
            rule.minInside === 1
              ? 'Mend the values, widen the schema, or let a share pass by "minInside".'
              : `Mend the values, or widen the schema; ${percent(1 - rule.minInside)} may pass.`,
        });
      }
    }
  }
  return { anomalies };
};

interface Limit {
  readonly code: "out-of-range" | "unknown-value";
  /** SQL that holds for a value that is not allowed. */
  readonly condition: string;
  readonly expected: string;
  readonly what: string;
}

/** The limits that the statistics say may be broken; the others need no look at the rows. */
function limitsOf({ range, values }: SchemaColumn, column: ColumnStatistics): readonly Limit[] {
  const limits: Limit[] = [];
  // NaN and infinite values are another check's business
  const finite = column.type === "number" ? "isfinite(v) AND " : "";
  if (range !== undefined && isNumeric(column) && column.min !== null && column.max !== null) {
    const [low, high] = [onTheLine(range.min, Number.NEGATIVE_INFINITY), onTheLine(range.max, Number.POSITIVE_INFINITY)];
    const ends = `${range.min ?? "−∞"} to ${range.max ?? "∞"}`;
    const tests = [
      range.min !== undefined && `v < ${literal(range.min, column)}`,
      range.max !== undefined && `v > ${literal(range.max, column)}`,
    ].filter((test) => test !== false);
    if (column.min < low || column.max > high) {
      limits.push({
        code: "out-of-range",
        condition: `${finite}(${tests.join(" OR ")})`,
        expected: `values from ${ends}`,
        what: `lies outside of ${ends}`,
      });
    }
  }
  if (values !== undefined) {
    const allowed = values.map((value) =>
      typeof value === "string" ? quoteText(value) : typeof value === "number" ? `CAST('${value}' AS DOUBLE)` : String(value),
    );
    limits.push({
      code: "unknown-value",
      condition: `${finite}v NOT IN (${allowed.join(", ")})`,
      expected: `one of ${listValues(values)}`,
      what: "has a value that the schema does not know",
    });
  }
  return limits;
}

function onTheLine(end: number | string | undefined, otherwise: number): number {
  if (end === undefined) return otherwise;
  return typeof end === "number" ? end : Date.parse(end) / 1000;
}

function literal(end: number | string, column: ColumnStatistics): string {
  return column.type === "timestamp"
    ? `(CAST(${quoteText(String(end))} AS TIMESTAMPTZ) AT TIME ZONE 'UTC')`
    : `CAST('${Number(end)}' AS DOUBLE)`;
}
