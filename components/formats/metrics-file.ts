import type { Chart } from "../../util/charts/chart.ts";

/**
 * The content of a `Metrics` artifact: numbers, and curves for the run's report to draw.
 * Plain JSON, so that a component written in any language can leave one.
 */
export interface MetricsFile {
  readonly format: "pipewright.metrics/1";
  /** Single numbers by name, such as `auc`. A number that could not be computed is null. */
  readonly scalars: Readonly<Record<string, number | null>>;
  readonly charts: readonly Chart[];
  readonly tables: readonly Table[];
}

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}
