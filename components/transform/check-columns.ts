import { InputError } from "../../dsl/run-context.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import type { ExamplesColumn, ExamplesFolder } from "../formats/examples-folder.ts";
import { featuresColumn } from "../formats/transform-graph.ts";
import type { FeatureOp, Features } from "./features.ts";
import type { FeatureType } from "./ops/op.ts";
import { opOf } from "./ops/ops.ts";

/** One op on one column, in the order of the vector. */
export interface PlannedFeature {
  readonly column: string;
  readonly type: FeatureType;
  readonly spec: FeatureOp;
}

/** Which columns a transform reads and keeps; they are all there, and of types that fit. */
export interface TransformPlan {
  readonly features: readonly PlannedFeature[];
  readonly label: ExamplesColumn;
  readonly passthrough: readonly ExamplesColumn[];
}

/**
 * Checks the author's columns against the data's before any row is read.
 *
 * @throws InputError `no-features`, `unknown-column`, `wrong-column-type`, `label-is-feature`, `column-twice` or `column-name-taken`
 */
export function checkColumns(
  examples: ExamplesFolder,
  features: Features,
  label: string,
  passthrough: readonly string[],
): TransformPlan {
  const found = (name: string, where: string) => findColumn(examples, name, where);
  const planned = Object.entries(features).flatMap(([name, ops]) => {
    const { type } = found(name, "`features`");
    return [ops].flat().map((spec) => ({ column: name, type: requireType(name, type, spec), spec }));
  });
  if (planned.length === 0) {
    throw new InputError(
      "no-features",
      "`features` names no column: there is nothing to learn from.",
      "Name at least one column, such as { fare: zScore() }.",
    );
  }
  if (Object.hasOwn(features, label)) {
    throw new InputError(
      "label-is-feature",
      `Column "${label}" is the label and also a feature: a model would read the answer off its input.`,
      "Leave it out of `features`.",
    );
  }
  const kept = passthrough.map((name) => found(name, "`passthrough`"));
  requireDistinct([featuresColumn, label, ...passthrough]);
  return { features: planned, label: found(label, "`label`"), passthrough: kept };
}

function findColumn({ columns }: ExamplesFolder, name: string, where: string): ExamplesColumn {
  const column = columns.find((each) => each.name === name);
  if (column !== undefined) return column;
  const names = columns.map((each) => each.name);
  throw new InputError(
    "unknown-column",
    `${where} names the column "${name}", which the examples do not have.${didYouMean(name, names)}`,
    `The columns are ${names.map((each) => `"${each}"`).join(", ")}.`,
  );
}

function requireType(column: string, type: ExamplesColumn["type"], spec: FeatureOp): FeatureType {
  const { takes } = opOf(spec.op);
  const fitting = takes.find((each) => each === type);
  if (fitting !== undefined) return fitting;
  const isCategory = type === "text" || type === "boolean";
  throw new InputError(
    "wrong-column-type",
    `"${spec.op}" takes columns of type ${takes.join(", ")}; column "${column}" is of type ${type}.`,
    isCategory ? "Use oneHot for categories." : "Use zScore or quantileBuckets for numbers.",
  );
}

function requireDistinct(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  const isFeatures = twice === featuresColumn;
  throw new InputError(
    isFeatures ? "column-name-taken" : "column-twice",
    isFeatures
      ? `The transformed examples hold their vectors in a column "${featuresColumn}", so no kept column may have that name.`
      : `Column "${twice}" would be in the transformed examples twice.`,
    isFeatures
      ? "Rename the column where the data is read."
      : "Name it once; the label is kept without being named in `passthrough`.",
  );
}
