import { formatNumber } from "../../../util/charts/format-number.ts";
import { escapeHtml } from "../../../util/html/escape-html.ts";
import type { ShownArtifact } from "../artifact-contents.ts";
import { readMetrics } from "../metrics-shape.ts";
import type { ReportStep } from "../report-run.ts";
import { shortValue } from "./html.ts";

const maxRows = 200;
const maxColumns = 12;
const maxParameters = 4;

interface Compared {
  readonly step: ReportStep;
  readonly scalars: ReadonlyMap<string, number | null>;
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
    return metrics === undefined ? [] : [{ step, scalars: new Map(metrics.scalars) }];
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
    ...parameters.map((parameter) => `<th>${escapeHtml(parameter)}</th>`),
    ...columns.map((column) => `<th class="number">${escapeHtml(column)}</th>`),
  ];
  return `<h3>${escapeHtml(name)} <span class="muted">side by side</span></h3><div class="scroll"><table class="compact"><thead><tr><th>Step</th>${head.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

/** The parameters that are not the same for all: what sets the steps apart. */
function differing(inputs: readonly Readonly<Record<string, string>>[]): readonly string[] {
  const names = new Set(inputs.flatMap(Object.keys));
  return [...names].filter((name) => new Set(inputs.map((given) => given[name])).size > 1);
}
