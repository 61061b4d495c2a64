/** A picture as data. */
export type Chart = LineChart | BarChart;

export interface LineChart {
  readonly kind: "line";
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** Fixed ends of an axis; the data's own otherwise. */
  readonly xDomain?: readonly [number, number];
  readonly yDomain?: readonly [number, number];
  readonly series: readonly Series[];
  /** The line of chance or of perfection, drawn dashed. */
  readonly diagonal?: boolean;
}

export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface BarChart {
  readonly kind: "bar";
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly categories: readonly string[];
  /** One bar per category and series. */
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
}
