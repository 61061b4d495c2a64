import type { ClusterPlan } from "../../cluster/plan/cluster-plan.ts";
import type { FieldChange } from "../../cluster/plan/field-changes.ts";
import { type ObjectChange, objectName } from "../../cluster/plan/object-change.ts";
import type { ChangeLines } from "../../compiler/diff/change-words.ts";
import type { RunCost } from "../../compiler/plan/run-cost.ts";
import { visibleText } from "../../util/visible-text.ts";
import { wrapText } from "../../util/wrap-text.ts";
import type { Style, Terminal } from "../terminal.ts";
import { costWords, countWords, timesWords, unseenWords, versionWords } from "./plan-words.ts";

/** What apply would change, as people read it. */
export function showPlan(plan: ClusterPlan, cost: RunCost, terminal: Terminal): string {
  const { style } = terminal;
  const changed = plan.changes.filter(({ action }) => action !== "same");
  const lines = [
    ...changed.flatMap((one) => objectLines(one, plan.words.length > 0, terminal)),
    ...(changed.length > 0 ? [""] : []),
    ...plan.words.flatMap((one) => changeLines(one, terminal)),
    ...(plan.words.length > 0 ? [""] : []),
    style.bold(countWords(plan)),
    ...[...costWords(cost), ...timesWords(plan), versionWords(plan), ...unseenWords(plan)].flatMap((text) =>
      wrapped(text, terminal),
    ),
  ];
  return `${lines.join("\n")}\n`;
}

/** Fields of Argo's objects are said in the author's words below, all others here. */
function objectLines(change: ObjectChange, hasWords: boolean, terminal: Terminal): readonly string[] {
  const { action, kind, fields } = change;
  const head = `${signs[action](terminal.style)} ${terminal.style.bold(visibleText(objectName(change)))}`;
  const why = action === "prune" ? "  no longer part of the pipeline" : "";
  const isTold = hasWords && (kind === "WorkflowTemplate" || kind === "CronWorkflow");
  const told = isTold ? fields.filter(({ path }) => path.startsWith("metadata.")) : fields;
  return [`${head}${terminal.style.dim(why)}`, ...told.slice(0, mostFields).flatMap((one) => fieldLines(one, terminal))];
}

/** More of one object are one change that has been made everywhere. */
const mostFields = 30;
const mostShown = 100;

const signs: Readonly<Record<ObjectChange["action"], (style: Style) => string>> = {
  create: ({ green }) => green("+"),
  change: ({ yellow }) => yellow("~"),
  prune: ({ red }) => red("-"),
  same: ({ dim }) => dim("="),
};

function fieldLines({ path, before, after }: FieldChange, terminal: Terminal): readonly string[] {
  const cut = (text: string): string => (text.length > mostShown ? `${text.slice(0, mostShown).toWellFormed()}…` : text);
  const text =
    before === undefined
      ? `${path} is new: ${cut(after ?? "")}`
      : after === undefined
        ? `${path} is gone; it was ${cut(before)}`
        : `${path}: ${cut(before)} → ${cut(after)}`;
  return wrapped(text, terminal, "    ");
}

function changeLines({ sign, head, details }: ChangeLines, terminal: Terminal): readonly string[] {
  const { style } = terminal;
  const colour = { "+": style.green, "-": style.red, "~": style.yellow }[sign];
  return [`${colour(sign)} ${style.bold(visibleText(head))}`, ...details.flatMap((one) => wrapped(one, terminal, "    "))];
}

function wrapped(text: string, { width, wraps }: Terminal, indent = ""): readonly string[] {
  const whole = visibleText(text).replaceAll("\n", " ");
  const own = /^ */.exec(whole)?.[0] ?? "";
  const lines = wraps ? wrapText(whole.trimStart(), Math.max(20, width - indent.length - own.length - 2)) : [whole.trimStart()];
  return lines.map((line, index) => `${indent}${own}${index === 0 ? "" : "  "}${line}`);
}
