import type { Anomaly, Measure } from "../../formats/anomalies-file.ts";
import { isNumeric } from "../../formats/statistics-file.ts";
import { jensenShannon, jensenShannonByChance } from "../../math/jensen-shannon.ts";
import { lInfinity, lInfinityByChance } from "../../math/l-infinity.ts";
import { type Check, type CheckContext, splitColumns } from "../check-context.ts";
import { countLabels, labelIsClass, labelled } from "../label-counts.ts";

/**
 * The label is spread alike in all splits: classes by the L-infinity distance of their shares, quantities by the Jensen-Shannon divergence of
 * their histograms over the same bins. A distance counts only above what chance explains (three standard deviations), so that small splits
 * raise no alarm.
 */
export const labelIsAlike: Check = async (context) => {
  const { label } = context;
  if (label === undefined) return { anomalies: [] };
  const measures = labelIsClass(context) ? await classDistances(context, label) : quantityDistances(context, label);
  const anomalies = measures.filter(({ value, threshold }) => value > threshold).map(anomalyOf);
  return { anomalies, measures };
};

async function classDistances(context: CheckContext, label: string): Promise<readonly Measure[]> {
  const counts = (await countLabels(context, label)).filter((known) => labelled(known) > 0);
  const base = counts.find(({ split }) => split === context.baseSplit);
  if (base === undefined) return [];
  return counts
    .filter((other) => other !== base)
    .map((other) => ({
      name: "l-infinity",
      column: label,
      split: other.split,
      comparedWith: base.split,
      value: lInfinity(base.classes, other.classes),
      threshold: Math.max(context.maxLabelDistance, lInfinityByChance(labelled(base), labelled(other))),
    }));
}

function quantityDistances(context: CheckContext, label: string): readonly Measure[] {
  const known = splitColumns(context, label).flatMap(({ split, column }) => {
    if (!isNumeric(column) || column.histogram.length === 0) return [];
    const counts = column.histogram.map(({ count }) => count);
    return [{ split, counts, rows: counts.reduce((sum, count) => sum + count, 0) }];
  });
  const base = known.find(({ split }) => split === context.baseSplit);
  if (base === undefined) return [];
  return known
    .filter((other) => other !== base)
    .map((other) => {
      const bins = base.counts.filter((count, bin) => count > 0 || other.counts[bin]! > 0).length;
      return {
        name: "jensen-shannon",
        column: label,
        split: other.split,
        comparedWith: base.split,
        value: jensenShannon(base.counts, other.counts),
        threshold: Math.max(context.maxLabelDistance, jensenShannonByChance(bins, base.rows, other.rows)),
      };
    });
}

function anomalyOf({ name, column, split, comparedWith, value, threshold }: Measure): Anomaly {
  const measure = name === "l-infinity" ? "largest difference between the shares of a class" : "Jensen-Shannon divergence";
  return {
    code: "label-differs-between-splits",
    severity: "warning",
    column,
    split,
    expected: `a ${measure} of at most ${rounded(threshold)} from ${comparedWith}`,
    found: rounded(value),
    rows: null,
    share: null,
    examples: [],
    message: `The label "${column}" is spread otherwise in ${split} than in ${comparedWith}: the ${measure} is ${rounded(value)}, more than ${rounded(threshold)}. What is measured on ${split} may not hold elsewhere.`,
    help: 'Check how the splits are made. The limit is the parameter "maxLabelDistance".',
  };
}

const rounded = (value: number): string => String(Number(value.toPrecision(3)));
