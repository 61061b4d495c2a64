import type { Anomaly } from "../../formats/anomalies-file.ts";
import { type Check, splitColumns } from "../check-context.ts";
import { countLabels, type LabelCounts, labelIsClass, labelled } from "../label-counts.ts";
import { ofRows, percent } from "../wording.ts";

/**
 * The label has a value in every row, at least two classes in every split, and none that is rare.
 *
 * One class alone can't be learned, and no metric of ranking exists for it. A share below 1 % is what Google's machine-learning guide calls an
 * extreme imbalance: accuracy says nothing there, and some folds may have no example at all.
 */
export const labelHasClasses: Check = async (context) => {
  const { label } = context;
  if (label === undefined) return { anomalies: [] };
  const anomalies: Anomaly[] = [];
  for (const { split, rows, column } of splitColumns(context, label)) {
    if (column.missing === 0) continue;
    anomalies.push({
      code: "label-values-missing",
      severity: "warning",
      column: label,
      split,
      expected: "a label in every row",
      found: `none in ${ofRows(column.missing, rows)}`,
      rows: column.missing,
      share: column.missing / rows,
      examples: [],
      message: `The label "${label}" has no value in ${ofRows(column.missing, rows)} of ${split}; such rows teach nothing.`,
      help: "Leave rows without a label out at the source.",
    });
  }
  if (!labelIsClass(context)) return { anomalies };
  for (const counts of await countLabels(context, label)) {
    if (labelled(counts) > 0) anomalies.push(...classAnomalies(label, counts, context.minClassShare));
    else if (counts.rows > 0) anomalies.push(oneClass(label, counts, "no class at all"));
  }
  return { anomalies };
};

function classAnomalies(label: string, counts: LabelCounts, minClassShare: number): readonly Anomaly[] {
  const [only, ...others] = counts.classes.keys();
  if (others.length === 0) return [oneClass(label, counts, `only "${only}"`)];
  const total = labelled(counts);
  const rare = [...counts.classes]
    .filter(([, count]) => count / total < minClassShare)
    .sort(([, left], [, right]) => left - right);
  if (rare.length === 0) return [];
  const rows = rare.reduce((sum, [, count]) => sum + count, 0);
  const said = rare.slice(0, 5).map(([name, count]) => `"${name}" has ${ofRows(count, total)}`);
  return [
    {
      code: "label-imbalanced",
      severity: "warning",
      column: label,
      split: counts.split,
      expected: `at least ${percent(minClassShare)} of the rows in each class`,
      found: said.join(", "),
      rows,
      share: rows / counts.rows,
      examples: rare.map(([name]) => name).slice(0, 10),
      message: `The label "${label}" is imbalanced in ${counts.split}: ${said.join(", ")}${rare.length > 5 ? ` and ${rare.length - 5} more` : ""}.`,
      help: 'Weigh or resample the classes, and judge by PR-AUC rather than accuracy. The limit is the parameter "minClassShare".',
    },
  ];
}

function oneClass(label: string, { split, rows, classes }: LabelCounts, found: string): Anomaly {
  return {
    code: "label-one-class",
    severity: "error",
    column: label,
    split,
    expected: "at least two classes",
    found,
    rows,
    share: 1,
    examples: [...classes.keys()],
    message: `The label "${label}" holds ${found} in ${split}: there is nothing to tell apart.`,
    help: "Check how the label is made, and whether the split leaves classes out.",
  };
}
