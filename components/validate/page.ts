import { barChartSvg } from "../../util/charts/bar-chart.ts";
import { formatNumber } from "../../util/charts/format-number.ts";
import { escapeHtml } from "../../util/html/escape-html.ts";
import { htmlPage } from "../../util/html/html-page.ts";
import type { AnomaliesFile, Anomaly, Measure } from "../formats/anomalies-file.ts";
import type { SchemaColumn, SchemaFile } from "../formats/schema-file.ts";
import type { StatisticsFile } from "../formats/statistics-file.ts";
import { listValues, percent } from "./wording.ts";

/** What the page is made of. */
export interface ValidatePage {
  readonly file: AnomaliesFile;
  readonly schema: SchemaFile;
  readonly statistics: StatisticsFile;
  /** Where the rows came from. */
  readonly source: string;
  readonly label: string | undefined;
}

const style = `.schema td:not(:last-child){white-space:nowrap}.found td{padding-top:.7rem;padding-bottom:.7rem}.found p{margin:0 0 .35rem}.found code{background:var(--pw-soft);border-radius:4px;padding:.05rem .35rem;margin-right:.25rem}
.found .where{white-space:nowrap}.help{color:var(--pw-muted);font-size:.85rem}.label{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:1rem;align-items:start}
.label>figure{margin:0}`;

/** The page of a `validate` step: the verdict, what was found, the label's balance, and the schema as a table. */
export function validatePage({ file, schema, statistics, source, label }: ValidatePage): string {
  const body = [
    `<h1>Check of ${escapeHtml(source)}</h1>`,
    verdict(file),
    tiles(file, schema, statistics),
    findings(file.anomalies),
    labelSection(file.measures, statistics, label),
    schemaTable(file, schema),
  ];
  return htmlPage({ title: `Check of ${source}`, body: body.filter((part) => part !== "").join("\n"), style });
}

function verdict({ ok, anomalies, schema }: AnomaliesFile): string {
  const origin =
    schema === "given"
      ? "the given schema"
      : "a schema inferred from these data themselves; what contradicts it is a warning until a person saves it as the given one";
  if (ok && anomalies.length === 0)
    return `<p class="note good"><strong>The data pass.</strong> Nothing stands out against ${origin}.</p>`;
  if (ok) return `<p class="note warn"><strong>The data pass, with warnings.</strong> Checked against ${origin}.</p>`;
  return `<p class="note bad"><strong>The data do not pass.</strong> Checked against ${origin}.</p>`;
}

function tiles({ anomalies }: AnomaliesFile, schema: SchemaFile, { splits }: StatisticsFile): string {
  const errors = anomalies.filter(({ severity }) => severity === "error").length;
  const entries = [
    [String(errors), errors === 1 ? "error" : "errors"],
    [String(anomalies.length - errors), anomalies.length - errors === 1 ? "warning" : "warnings"],
    [formatNumber(Object.keys(schema.columns).length), "columns in the schema"],
    ...splits.map(({ name, rows }) => [formatNumber(rows), `rows in ${name}`]),
  ] as const;
  return `<div class="tiles">${entries.map(([strong, text]) => `<div class="tile"><strong>${strong}</strong><span>${escapeHtml(text ?? "")}</span></div>`).join("")}</div>`;
}

function findings(anomalies: readonly Anomaly[]): string {
  if (anomalies.length === 0) return "";
  const rows = anomalies.map(({ code, severity, column, split, message, expected, found, share, examples, help }) => {
    // most messages name their examples already
    const isSaid = examples.length === 0 || message.includes(examples[0]!);
    const chips = examples.map((example) => `<code>${escapeHtml(example === "" ? "(empty text)" : example)}</code>`);
    const shown = isSaid ? "" : `<p>${chips.join(" ")}</p>`;
    return (
      `<tr><td><span class="badge ${severity === "error" ? "bad" : "warn"}">${severity}</span></td>` +
      `<td class="where">${escapeHtml(column ?? "all columns")}<br><span class="muted">${escapeHtml(split ?? "all splits")}</span></td>` +
      `<td><p>${escapeHtml(message)}</p>${shown}<div class="help"><code>${code}</code> expected ${escapeHtml(expected)}, found ${escapeHtml(found)}. ${escapeHtml(help)}</div></td>` +
      `<td class="number">${share === null ? "" : percent(share)}</td></tr>`
    );
  });
  return `<h2>What was found</h2><div class="scroll"><table class="found"><thead><tr><th></th><th>where</th><th>what</th><th class="number">rows</th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function labelSection(measures: readonly Measure[], { splits }: StatisticsFile, label: string | undefined): string {
  if (label === undefined) return "";
  const columns = splits.flatMap(({ name, columns }) => {
    const column = columns.find((known) => known.name === label);
    return column !== undefined && "topValues" in column && column.distinct <= 20 ? [{ name, column }] : [];
  });
  const values = [...new Set(columns.flatMap(({ column }) => column.topValues.map(({ value }) => value)))];
  const chart =
    columns.length === 0
      ? ""
      : `<figure>${barChartSvg(
          {
            kind: "bar",
            title: `Classes of ${label}`,
            xLabel: label,
            yLabel: "share of values",
            categories: values.map(String),
            series: columns.map(({ name, column }) => ({
              name,
              values: values.map(
                (value) => (column.topValues.find((top) => top.value === value)?.count ?? 0) / Math.max(1, column.present),
              ),
            })),
          },
          { width: 520, height: 280 },
        )}</figure>`;
  const rows = measures.map(
    ({ name, split, comparedWith, value, threshold }) =>
      `<tr><td>${escapeHtml(split)} against ${escapeHtml(comparedWith)}</td><td>${name}</td><td class="number ${value > threshold ? "warn" : ""}">${formatNumber(value)}</td><td class="number">${formatNumber(threshold)}</td></tr>`,
  );
  const table =
    rows.length === 0
      ? ""
      : `<div class="scroll"><table><thead><tr><th>splits</th><th>measure</th><th class="number">distance</th><th class="number">limit</th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
  return chart + table === "" ? "" : `<h2>Label: ${escapeHtml(label)}</h2><div class="label">${chart}${table}</div>`;
}

function schemaTable({ schema: origin }: AnomaliesFile, schema: SchemaFile): string {
  const rows = Object.entries(schema.columns).map(
    ([name, column]) =>
      `<tr><td>${escapeHtml(name)}${name === schema.label ? ' <span class="badge run">label</span>' : ""}</td><td>${column.type}</td><td>${column.required ? "yes" : "no"}</td>` +
      `<td class="number">${percent(column.minPresent)}</td><td>${escapeHtml(domain(column))}</td></tr>`,
  );
  const head = `<tr><th>column</th><th>type</th><th>required</th><th class="number">values in at least</th><th>allowed</th></tr>`;
  return `<h2>Schema (${origin})</h2><div class="scroll"><table class="schema"><thead>${head}</thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function domain({ range, values, minInside }: SchemaColumn): string {
  const end = (value: number | string | undefined, otherwise: string) =>
    value === undefined ? otherwise : typeof value === "number" ? formatNumber(value) : value;
  const parts: string[] = [];
  if (range !== undefined) parts.push(`${end(range.min, "−∞")} to ${end(range.max, "∞")}`);
  if (values !== undefined) parts.push(listValues(values));
  if (parts.length === 0) return "";
  return minInside === 1 ? parts.join("; ") : `${parts.join("; ")} in ${percent(minInside)} of the values`;
}
