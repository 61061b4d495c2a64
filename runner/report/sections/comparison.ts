import { formatNumber } from "../../../util/charts/format-number.ts";
import { escapeHtml } from "../../../util/html/escape-html.ts";
import type { ShownArtifact } from "../artifact-contents.ts";
import { readMetrics } from "../metrics-shape.ts";
import type { ReportStep } from "../report-run.ts";

const maxRows = 200;
const maxColumns = 12;

interface Compared {
  readonly step: ReportStep;
  readonly scalars: ReadonlyMap<string, number | null>;
}

/**
 * Steps that did the same work, such as the items of a loop, beside each other: a table of their numbers for each template and artifact, by
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
  const rows = compared.slice(0, maxRows).map(({ step, scalars }) => {
    const cells = columns.map(
      (column) => `<td class="number">${scalars.has(column) ? formatNumber(scalars.get(column) ?? Number.NaN) : ""}</td>`,
    );
    return `<tr><td><a href="#${step.id}">${escapeHtml(step.name)}</a></td>${cells.join("")}</tr>`;
  });
  const head = columns.map((column) => `<th class="number">${escapeHtml(column)}</th>`).join("");
  return `<h3>${escapeHtml(name)} <span class="muted">side by side</span></h3><div class="scroll"><table class="compact"><thead><tr><th>Step</th>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}
