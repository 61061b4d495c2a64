import type { Anomaly } from "../../formats/anomalies-file.ts";
import { type Check, schemaSeverity, splitColumns } from "../check-context.ts";
import { ofRows } from "../wording.ts";

/** No NaN and no infinite number, unless the schema allows them: one of them is enough to turn a training's loss into NaN. */
export const numbersAreFinite: Check = (context) => {
  const anomalies: Anomaly[] = [];
  for (const [name, { allowNan, allowInfinite }] of Object.entries(context.schema.columns)) {
    for (const { split, rows, column } of splitColumns(context, name)) {
      if (!("nan" in column)) continue;
      const kinds = [
        { code: "has-nan", count: allowNan ? 0 : column.nan, what: "NaN", word: "allowNan" },
        { code: "has-infinity", count: allowInfinite ? 0 : column.infinite, what: "an infinite number", word: "allowInfinite" },
      ] as const;
      for (const { code, count, what, word } of kinds) {
        if (count === 0) continue;
        // a list may hold several: then the number of rows is unknown
        const isPerRow = column.type !== "numbers";
        const found = isPerRow
          ? `${what} in ${ofRows(count, rows)}`
          : `${what} at ${count} ${count === 1 ? "place" : "places"} of its lists`;
        anomalies.push({
          code,
          severity: schemaSeverity(context),
          column: name,
          split,
          expected: "finite numbers, or no value",
          found,
          rows: isPerRow ? count : null,
          share: isPerRow ? count / rows : null,
          examples: [],
          message: `"${name}" holds ${found} of ${split}.`,
          help: `Leave the field empty where there is no number, or set "${word}": true in the schema.`,
        });
      }
    }
  }
  return { anomalies };
};
