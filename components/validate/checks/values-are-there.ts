import type { Anomaly } from "../../formats/anomalies-file.ts";
import { type Check, schemaSeverity, splitColumns } from "../check-context.ts";
import { ofRows, percent } from "../wording.ts";

/** Each column has a value in as many rows as the schema demands. */
export const valuesAreThere: Check = (context) => {
  const anomalies: Anomaly[] = [];
  for (const [name, { minPresent }] of Object.entries(context.schema.columns)) {
    for (const { split, rows, column } of splitColumns(context, name)) {
      if (rows === 0 || column.present / rows >= minPresent) continue;
      anomalies.push({
        code: "values-missing",
        severity: schemaSeverity(context),
        column: name,
        split,
        expected: minPresent === 1 ? "a value in every row" : `a value in at least ${percent(minPresent)} of the rows`,
        found: `no value in ${ofRows(column.missing, rows)}`,
        rows: column.missing,
        share: column.missing / rows,
        examples: [],
        message: `"${name}" has no value in ${ofRows(column.missing, rows)} of ${split}; ${minPresent === 1 ? "none" : `at most ${percent(1 - minPresent)}`} may be missing.`,
        help: 'Find out what stopped writing it, or lower "minPresent" in the schema.',
      });
    }
  }
  return { anomalies };
};
