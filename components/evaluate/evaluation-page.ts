import { barChartSvg } from "../../util/charts/bar-chart.ts";
import { formatNumber } from "../../util/charts/format-number.ts";
import { lineChartSvg } from "../../util/charts/line-chart.ts";
import { escapeHtml } from "../../util/html/escape-html.ts";
import { htmlPage } from "../../util/html/html-page.ts";
import type { Table } from "../formats/metrics-file.ts";
import type { MetricName } from "./classifier-metrics.ts";
import type { Evaluation } from "./evaluation.ts";
import { evaluationCharts } from "./evaluation-charts.ts";
import { evaluationTables } from "./evaluation-tables.ts";

const tileNames = {
  auc: "AUC",
  averagePrecision: "average precision",
  logLoss: "log loss",
  accuracy: "accuracy",
  brier: "Brier score",
  calibration: "calibration",
} as const satisfies Partial<Record<MetricName, string>>;

const statusClass: Readonly<Record<string, string>> = { passed: "good", failed: "bad", "not-tested": "warn" };

/** An evaluation as a page of its own: verdict, numbers, curves, tables. */
export function evaluationPage(evaluation: Evaluation): string {
  const { label, split, counts, decisionThreshold, minSliceSize, slices } = evaluation;
  const rows = counts.positives + counts.negatives;
  const share = ((100 * counts.positives) / rows).toFixed(1);
  const title = `Evaluation of "${label}" on ${split}`;
  const body = [
    `<h1>${escapeHtml(title)}</h1>`,
    `<p class="muted">${escapeHtml(`${formatNumber(rows)} rows, ${share} % of class 1; a row is taken for class 1 from a probability of ${decisionThreshold} on.`)}</p>`,
    verdictNote(evaluation),
    ...evaluation.notes.map((note) => `<p class="note warn">${escapeHtml(note)}</p>`),
    tiles(evaluation),
    `<div class="charts">${evaluationCharts(evaluation).map(figure).join("\n")}</div>`,
    ...evaluationTables(evaluation).map(tableHtml),
    slices.some((slice) => slice.metrics === undefined)
      ? `<p class="muted">Slices with fewer than ${minSliceSize} rows have no metrics: their numbers would be chance.</p>`
      : "",
  ];
  return htmlPage({ title, body: body.join("\n") });
}

function verdictNote({ verdicts }: Evaluation): string {
  const failed = verdicts.filter(({ status }) => status === "failed");
  const untested = verdicts.filter(({ status }) => status === "not-tested").length;
  if (verdicts.length === 0)
    return `<p class="note"><strong>Nothing was demanded.</strong> No thresholds were given, so the model passes whatever it does.</p>`;
  const aside = untested === 0 ? "" : ` ${untested} could not be tested for want of a baseline.`;
  if (failed.length === 0) {
    return `<p class="note good"><strong>Passed.</strong> ${verdicts.length - untested} of ${verdicts.length} thresholds hold.${aside}</p>`;
  }
  const reasons = failed.map(
    ({ metric, slice, reason }) => `<li>${escapeHtml(`${metric}${slice === null ? "" : ` where ${slice}`}: ${reason}`)}</li>`,
  );
  return `<div class="note bad"><strong>Failed.</strong> ${failed.length} of ${verdicts.length} thresholds do not hold.${aside}<ul>${reasons.join("")}</ul></div>`;
}

function tiles({ metrics }: Evaluation): string {
  const parts = Object.entries(tileNames).map(([name, words]) => {
    const error =
      name === "auc" && metrics.aucStandardError !== null ? ` ± ${formatNumber(1.96 * metrics.aucStandardError)}` : "";
    return `<div class="tile"><strong>${cell(metrics[name as MetricName])}</strong><span>${escapeHtml(words + error)}</span></div>`;
  });
  return `<div class="tiles">${parts.join("")}</div>`;
}

function figure(chart: ReturnType<typeof evaluationCharts>[number]): string {
  return `<figure>${chart.kind === "line" ? lineChartSvg(chart) : barChartSvg(chart)}</figure>`;
}

function tableHtml({ title, columns, rows }: Table): string {
  const numeric = columns.map((_, index) => rows.every((row) => typeof row[index] !== "string"));
  const head = columns.map((name, index) => `<th${numeric[index] ? ' class="number"' : ""}>${escapeHtml(name)}</th>`);
  const lines = rows.map(
    (row) =>
      `<tr>${row.map((value, index) => tableCell(value, numeric[index] === true, columns[index] === "verdict")).join("")}</tr>`,
  );
  return `<h2>${escapeHtml(title)}</h2>\n<div class="scroll"><table><thead><tr>${head.join("")}</tr></thead><tbody>${lines.join("\n")}</tbody></table></div>`;
}

function tableCell(value: string | number | null, numeric: boolean, isVerdict: boolean): string {
  const status = isVerdict && value !== null ? statusClass[value] : undefined;
  const text = status === undefined ? cell(value) : `<span class="badge ${status}">${cell(value)}</span>`;
  return `<td${numeric ? ' class="number"' : ""}>${text}</td>`;
}

function cell(value: string | number | null): string {
  if (value === null) return "–";
  return escapeHtml(typeof value === "number" ? formatNumber(value) : value);
}
