import type { Chart } from "../../../util/charts/chart.ts";
import { formatNumber } from "../../../util/charts/format-number.ts";
import { lineChartSvg } from "../../../util/charts/line-chart.ts";
import { escapeHtml } from "../../../util/html/escape-html.ts";
import type { ShownArtifact } from "../artifact-contents.ts";
import { readMetrics } from "../metrics-shape.ts";
import type { ReportStep } from "../report-run.ts";
import { scrollable, shortValue } from "./html.ts";

const maxRows = 200;
const maxColumns = 12;
const maxParameters = 4;
const maxCharts = 6;
/** As many as there are colours. */
const maxSeries = 8;

interface Compared {
  readonly step: ReportStep;
  readonly scalars: ReadonlyMap<string, number | null>;
  readonly charts: readonly Chart[];
}

/**
 * Steps that did the same work, such as the items of a loop, beside each other: a table of their numbers, and of the parameters that set
 * them apart, for each template and artifact, by
 * the first artifact of each group, before which it belongs.
 */
export function comparisons(shown: readonly ShownArtifact[]): ReadonlyMap<ShownArtifact, string> {
  const metrics = shown.filter(
    ({ artifact, step }) => artifact.artifactType === "Metrics" && step.node.started.templateName !== "",
  );
  const groups = Map.groupBy(metrics, ({ artifact, step }) => JSON.stringify([step.node.started.templateName, artifact.name]));
  return new Map([...groups.values()].map((group) => [group[0]!, table(group)]));
}

function table(group: readonly ShownArtifact[]): string {
  const compared = group.flatMap(({ step, content }): readonly Compared[] => {
    const metrics = "text" in content ? readMetrics(content.text) : undefined;
    return metrics === undefined ? [] : [{ step, scalars: new Map(metrics.scalars), charts: metrics.charts }];
  });
  const columns = [...new Set(compared.flatMap(({ scalars }) => [...scalars.keys()]))].slice(0, maxColumns);
  if (compared.length < 2 || columns.length === 0) return "";
  const name = compared[0]!.step.node.started.templateName;
  const parameters = differing(compared.map(({ step }) => step.node.started.inputs)).slice(0, maxParameters);
  const rows = compared.slice(0, maxRows).map(({ step, scalars }) => {
    const given = parameters.map((parameter) => `<td>${shortValue(step.node.started.inputs[parameter] ?? "", 40)}</td>`);
    const cells = columns.map(
      (column) => `<td class="number">${scalars.has(column) ? formatNumber(scalars.get(column) ?? Number.NaN) : ""}</td>`,
    );
    return `<tr><td><a href="#${step.id}">${escapeHtml(step.name)}</a></td>${given.join("")}${cells.join("")}</tr>`;
  });
  const head = [
    ...parameters.map((parameter) => `<th scope="col">${escapeHtml(parameter)}</th>`),
    ...columns.map((column) => `<th scope="col" class="number">${escapeHtml(column)}</th>`),
  ];
  const drawn = `<table class="compact"><thead><tr><th scope="col">Step</th>${head.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
  return `<h3>${escapeHtml(name)} <span class="muted">side by side</span></h3>${scrollable(`${name} side by side`, drawn)}${sharedCharts(compared, parameters[0])}`;
}

/** Lines that several of the steps have drawn, such as the loss of each, in one picture: the first line of each chart, named by what sets the step apart. */
function sharedCharts(compared: readonly Compared[], parameter: string | undefined): string {
  const lines = compared.flatMap(({ step, charts }) =>
    charts.flatMap((chart) => {
      const [first] = chart.kind === "line" ? chart.series : [];
      return chart.kind === "line" && first !== undefined ? [{ step, chart, first }] : [];
    }),
  );
  const shared = [
    ...Map.groupBy(lines, ({ chart }) => JSON.stringify([chart.title, chart.xLabel, chart.yLabel])).values(),
  ].filter((group) => new Set(group.map(({ step }) => step)).size > 1);
  const figures = shared.slice(0, maxCharts).map((group) => {
    const { chart, first } = group[0]!;
    const what = first.name === "" || chart.series.length < 2 ? "" : `: ${first.name}`;
    const series = group.slice(0, maxSeries).map(({ step, first: { points } }) => ({ name: nameOf(step, parameter), points }));
    const note = group.length > maxSeries ? `<figcaption>The first ${maxSeries} of ${group.length}.</figcaption>` : "";
    return `<figure>${lineChartSvg({ ...chart, title: `${chart.title}${what}`, series })}${note}</figure>`;
  });
  return figures.length === 0 ? "" : `<div class="charts">${figures.join("\n")}</div>`;
}

function nameOf({ name, node }: ReportStep, parameter: string | undefined): string {
  const value = parameter === undefined ? undefined : node.started.inputs[parameter];
  return value === undefined ? name : `${parameter} ${value.length > 20 ? `${value.slice(0, 20)}…` : value}`;
}

/** The parameters that are not the same for all: what sets the steps apart. */
function differing(inputs: readonly Readonly<Record<string, string>>[]): readonly string[] {
  const names = new Set(inputs.flatMap(Object.keys));
  return [...names].filter((name) => new Set(inputs.map((given) => given[name])).size > 1);
}
