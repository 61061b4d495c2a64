import type { MetricsFile } from "../formats/metrics-file.ts";
import type { Evaluation } from "./evaluation.ts";
import { evaluationCharts } from "./evaluation-charts.ts";
import { evaluationTables } from "./evaluation-tables.ts";

/** An evaluation as a `Metrics` artifact. */
export function evaluationMetrics(evaluation: Evaluation): MetricsFile {
  return {
    format: "pipewright.metrics/1",
    scalars: evaluation.metrics,
    charts: evaluationCharts(evaluation),
    tables: evaluationTables(evaluation),
  };
}
