import type { ColumnType } from "../../formats/examples-folder.ts";
import type { FittedFeature } from "../../formats/transform-graph.ts";
import type { Cell } from "../cell.ts";
import type { FeatureOp } from "../features.ts";

/** Types of columns that hold one value per row. */
export type FeatureType = Exclude<ColumnType, "numbers">;

/** What an op wants to know about its column before it can be fitted; SQL finds it out. */
export type WantedFacts =
  | { readonly kind: "numbers"; readonly scale: "linear" | "log1p"; readonly median: boolean; readonly numQuantiles: number }
  | {
      readonly kind: "vocabulary";
      readonly separator: string | null;
      readonly topK: number;
      readonly minCount: number;
    };

/** What the fitted split says about a column. */
export interface ColumnFacts {
  readonly rows: number;
  /** Rows with a value; the others are missing. */
  readonly present: number;
  readonly numbers?: NumberFacts;
  /** The most frequent first; ties in the order of their UTF-8 bytes. */
  readonly vocabulary?: readonly string[];
}

export interface NumberFacts {
  readonly min: number;
  readonly max: number;
  /** Of the scaled values. */
  readonly mean: number;
  /** Of the scaled values; divided by n, not n - 1. */
  readonly std: number;
  readonly median: number | null;
  /** At 1/n, 2/n, … (n - 1)/n of the rows, rising, interpolated linearly. */
  readonly quantiles: readonly number[];
}

/** Puts the elements for one cell into a row's vector; the vector is zero before. */
export type Writer = (cell: Cell, out: Float32Array, at: number) => void;

/** One way of preparing a column. All four are pure. */
export interface Op<Spec extends FeatureOp, Fitted extends FittedFeature> {
  /** Types of columns that it takes. */
  readonly takes: readonly FeatureType[];
  readonly wants: (spec: Spec) => WantedFacts;
  /** @throws InputError when the column has nothing to learn from */
  readonly fit: (spec: Spec, column: string, type: FeatureType, facts: ColumnFacts) => Fitted;
  /** What each element stands for; as many names as elements. */
  readonly names: (fitted: Fitted) => readonly string[];
  readonly writer: (fitted: Fitted) => Writer;
}
