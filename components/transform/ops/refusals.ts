import { InputError } from "../../../dsl/run-context.ts";
import type { ColumnFacts } from "./op.ts";

/** Refuses a column without a single value, and, where the author wants that, one with any value missing. */
export function requireValues(column: string, facts: ColumnFacts, missing: string | number): void {
  if (facts.present === 0) {
    throw new InputError(
      "all-missing-column",
      `Column "${column}" has no value in any of the ${facts.rows} rows that the transform is fitted on: nothing to learn.`,
      "Leave the column out of `features`, or look at where the data comes from.",
    );
  }
  if (missing === "refuse" && facts.present < facts.rows) {
    throw new InputError(
      "missing-values",
      `Column "${column}" is missing in ${facts.rows - facts.present} of ${facts.rows} rows, and its transform refuses that.`,
      'Fill the column at its source, or choose another `missing`, such as "mean" or "bucket".',
    );
  }
}

/** Refuses a column of one value, unless the author chose that it counts for nothing. */
export function requireSpread(column: string, value: number, spread: number, constant: "refuse" | "zero"): void {
  if (spread > 0 || constant === "zero") return;
  throw new InputError(
    "constant-column",
    `Column "${column}" has the same value, ${value}, in every row that the transform is fitted on: it tells nothing apart.`,
    'Leave it out of `features`, or say constant: "zero" to keep its place in the vector.',
  );
}
