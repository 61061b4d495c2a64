import { didYouMean } from "../../../util/did-you-mean.ts";
import type { Anomaly } from "../../formats/anomalies-file.ts";
import type { Check } from "../check-context.ts";

/** Columns that the schema names are there, and no others. */
export const columnsAreKnown: Check = ({ schema, examples }) => {
  const there = examples.columns.map(({ name }) => name);
  const known = Object.keys(schema.columns);
  const anomalies: Anomaly[] = [];
  for (const [name, { required, type }] of Object.entries(schema.columns)) {
    if (!required || there.includes(name)) continue;
    const fresh = there.filter((other) => !known.includes(other));
    anomalies.push({
      code: "column-missing",
      severity: "error",
      column: name,
      split: null,
      expected: `a column "${name}" of type ${type}`,
      found: "no such column",
      rows: null,
      share: null,
      examples: [],
      message: `The column "${name}" is missing.${didYouMean(name, fresh)}`,
      help: 'Bring it back at the source, or set "required": false in the schema.',
    });
  }
  if (schema.allowNewColumns) return { anomalies };
  for (const { name, type } of examples.columns) {
    if (known.includes(name)) continue;
    anomalies.push({
      code: "column-new",
      severity: "warning",
      column: name,
      split: null,
      expected: "only columns that the schema names",
      found: `a column "${name}" of type ${type}`,
      rows: null,
      share: null,
      examples: [],
      message: `The column "${name}" (${type}) is new: the schema does not name it.`,
      help: 'Add it to the schema, or set "allowNewColumns": true.',
    });
  }
  return { anomalies };
};
