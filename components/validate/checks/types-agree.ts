import type { Anomaly } from "../../formats/anomalies-file.ts";
import type { ColumnType } from "../../formats/examples-folder.ts";
import { rankIn } from "../../formats/text-types.ts";
import { type Check, type CheckContext, splitColumns } from "../check-context.ts";
import { findOffenders } from "../offenders.ts";
import { ofRows } from "../wording.ts";

/** Each column is of the type that the schema says. Whole numbers pass where numbers are wanted; a column without values passes. */
export const typesAgree: Check = async (context) => {
  const anomalies: Anomaly[] = [];
  for (const [name, { type: wanted }] of Object.entries(context.schema.columns)) {
    const columns = splitColumns(context, name);
    const found = columns[0]?.column.type;
    if (found === undefined || isOfType(found, wanted) || columns.every(({ column }) => column.present === 0)) continue;
    const { rows, share, examples, said } = await whatDiffers(context, name, found, wanted);
    anomalies.push({
      code: "type-differs",
      severity: "error",
      column: name,
      split: null,
      expected: wanted,
      found,
      rows,
      share,
      examples: [...examples],
      message: `The column "${name}" should be of type ${wanted}, but is ${found}${said}.`,
      help: "Mend the values at the source, or change the type in the schema.",
    });
  }
  return { anomalies };
};

/** Whether a column of one type passes for another. */
export function isOfType(found: ColumnType, wanted: ColumnType): boolean {
  return found === wanted || (found === "integer" && wanted === "number");
}

interface Difference extends Pick<Anomaly, "rows" | "share"> {
  readonly examples: readonly string[];
  readonly said: string;
}

/** The values that keep a column from being of the wanted type: the texts that are no numbers, the numbers that are not whole. */
async function whatDiffers(context: CheckContext, name: string, found: ColumnType, wanted: ColumnType): Promise<Difference> {
  const condition = conditionFor(found, wanted);
  if (condition === undefined) return { rows: null, share: null, examples: [], said: "" };
  let [rows, total] = [0, 0];
  const examples: string[] = [];
  for (const { path, rows: all } of splitColumns(context, name)) {
    const offenders = await findOffenders(context.database, path, name, condition, context.numExamples);
    rows += offenders.rows;
    total += all;
    examples.push(...offenders.examples.filter((example) => !examples.includes(example)));
  }
  return {
    rows,
    share: total === 0 ? 0 : rows / total,
    examples: examples.slice(0, context.numExamples),
    said: `: ${ofRows(rows, total)} hold something else`,
  };
}

function conditionFor(found: ColumnType, wanted: ColumnType): string | undefined {
  if (found === "number" && wanted === "integer") return "v <> trunc(v) OR NOT isfinite(v)";
  if (found !== "text") return undefined;
  if (wanted === "integer") return `v IS NOT NULL AND ${rankIn.number("v")} > 1`;
  if (wanted === "number" || wanted === "boolean" || wanted === "timestamp")
    return `v IS NOT NULL AND ${rankIn[wanted]("v")} = 9`;
  return undefined;
}
