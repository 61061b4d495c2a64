import { formatNumber } from "../../../util/charts/format-number.ts";
import type { Anomaly } from "../../formats/anomalies-file.ts";
import type { Check } from "../check-context.ts";

/**
 * Below this many rows a share in a split is known to within ten percentage points at best (two standard deviations of a share of one half):
 * a warning.
 */
export const fewRows = 100;

/** Each split has rows, and as many as the schema demands. */
export const rowsSuffice: Check = ({ schema, statistics }) => {
  const anomalies: Anomaly[] = [];
  for (const { name, rows } of statistics.splits) {
    const problem =
      rows === 0
        ? ({
            code: "split-empty",
            severity: "error",
            expected: "at least one row",
            message: `The split "${name}" holds no rows.`,
          } as const)
        : rows < schema.minRows
          ? ({
              code: "too-few-rows",
              severity: "error",
              expected: `at least ${formatNumber(schema.minRows)} rows`,
              message: `The split "${name}" holds ${formatNumber(rows)} rows; the schema demands ${formatNumber(schema.minRows)}.`,
            } as const)
          : rows < fewRows
            ? ({
                code: "few-rows",
                severity: "warning",
                expected: `at least ${fewRows} rows`,
                message: `The split "${name}" holds only ${rows} rows, too few to measure anything to within ten percentage points.`,
              } as const)
            : undefined;
    if (problem === undefined) continue;
    const help =
      problem.code === "too-few-rows"
        ? 'Get more rows, or lower "minRows" in the schema.'
        : "Get more rows, or give the split a larger weight.";
    anomalies.push({
      ...problem,
      column: null,
      split: name,
      found: `${formatNumber(rows)} rows`,
      rows: null,
      share: null,
      examples: [],
      help,
    });
  }
  return { anomalies };
};
