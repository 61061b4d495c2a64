import type { ClusterPlan } from "../../cluster/plan/cluster-plan.ts";
import { type ObjectChange, objectName } from "../../cluster/plan/object-change.ts";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import type { RunCost } from "../../compiler/plan/run-cost.ts";
import { visibleText } from "../../util/visible-text.ts";
import { costWords, countWords, timesWords, unseenWords, versionWords } from "./plan-words.ts";

const verbs: Readonly<Record<ObjectChange["action"], string>> = {
  create: "create",
  change: "change",
  prune: "prune",
  same: "unchanged",
};

/** A plan for the comment of a pull request. What comes from elsewhere can't become markup in it. */
export function planMarkdown(plan: ClusterPlan, cost: RunCost, findings: readonly Diagnostic[]): string {
  const { context, namespace, pipeline, changes, words } = plan;
  const changed = changes.filter(({ action }) => action !== "same");
  const lines = [
    `### Plan: ${code(pipeline)} in cluster ${code(context)}, namespace ${code(namespace)}`,
    "",
    `**${countWords(plan)}**`,
    "",
    ...changed.flatMap((one) => [
      `- ${verbs[one.action]} ${code(objectName(one))}`,
      ...(words.length > 0 && /^(WorkflowTemplate|CronWorkflow)$/.test(one.kind)
        ? []
        : one.fields.map(
            ({ path, before, after }) => `  - ${code(path)}: ${code(before ?? "nothing")} → ${code(after ?? "nothing")}`,
          )),
    ]),
    ...(changed.length > 0 ? [""] : []),
    ...words.flatMap(({ sign, head, details }) => [`- ${code(`${sign} ${head}`)}`, ...details.map((one) => `  - ${code(one)}`)]),
    ...(words.length > 0 ? [""] : []),
    ...[...costWords(cost), ...timesWords(plan), versionWords(plan), ...unseenWords(plan)].map(
      (text) => `- ${escaped(text.trim())}`,
    ),
    ...(findings.length > 0 ? ["", "#### Findings", ""] : []),
    ...findings.map(
      ({ code: id, severity, message, help }) =>
        `- **${severity} ${id}**: ${escaped(message)}${help === undefined ? "" : ` _${escaped(help)}_`}`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

const oneLine = (text: string): string => visibleText(text).replace(/\s+/g, " ");

/** As code, whatever it holds. */
function code(text: string): string {
  const inner = oneLine(text);
  const longest = Math.max(0, ...[...inner.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${inner}${fence}` : `${fence} ${inner} ${fence}`;
}

/** As text: no tag, link, mention or emphasis comes of it. */
const escaped = (text: string): string =>
  oneLine(text)
    .replace(/[\\`*_[\]<>|~#!]/g, "\\$&")
    .replaceAll("@", "@\u200b");
