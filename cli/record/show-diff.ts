import type { ChangedStep, ChangedValue, RunDiff } from "../../runner/record/diff-runs.ts";
import { fitCells } from "../../util/graph/cell-text.ts";
import type { Style, Terminal } from "../terminal.ts";
import { changedPartLines } from "./show-parts.ts";
import { digestWords, numberWords, valueWords } from "./words.ts";

/** What differs between two runs, for people: first what was given, then step by step what follows. */
export function showDiff(diff: RunDiff, { width, style }: Terminal): string {
  const { before, after, parameters, environment, steps, added, removed } = diff;
  const lines = [
    `${style.red("-")} ${before}`,
    `${style.green("+")} ${after}`,
    ...section(
      "Parameters",
      parameters.flatMap((value) => valueLines(value, style)),
      style,
    ),
    ...section(
      "Environment",
      environment.flatMap((value) => valueLines(value, style)),
      style,
    ),
    ...steps.flatMap((step) => section(step.step, stepLines(step, style), style)),
    ...section(
      "Steps",
      [...removed.map((name) => `${style.red("-")} ${name}`), ...added.map((name) => `${style.green("+")} ${name}`)],
      style,
    ),
  ];
  if (lines.length === 2) lines.push("", "Nothing differs: parameters, code, data, metrics and environment are the same.");
  return lines.map((line) => `${cut(line, width)}\n`).join("");
}

/** Coloured lines hold little but a mark. */
const cut = (line: string, width: number): string => (line.includes("\u001b") ? line : fitCells(line, width));

const section = (title: string, lines: readonly string[], style: Style): readonly string[] =>
  lines.length === 0 ? [] : ["", style.bold(title), ...lines.map((line) => `  ${line}`)];

const valueLines = ({ name, before, after }: ChangedValue, style: Style): readonly string[] => [
  name,
  `  ${style.red("-")} ${before === null ? "(none)" : valueWords(before)}`,
  `  ${style.green("+")} ${after === null ? "(none)" : valueWords(after)}`,
];

function stepLines({ parts, outputs, metrics, phase, isUnexplained }: ChangedStep, style: Style): readonly string[] {
  return [
    ...(phase === null ? [] : [`phase ${phase.before.toLowerCase()} -> ${phase.after.toLowerCase()}`]),
    ...parts.flatMap((part) => changedPartLines(part, { style })),
    ...metrics.map(({ name, before, after }) => `metric ${name} ${numbers(before, after)}`),
    ...outputs.map(({ name, before, after }) => `output ${name} ${digests(before)} -> ${digests(after)}`),
    ...(isUnexplained ? ["the same code on the same data gave something else: it is not repeatable"] : []),
  ];
}

function numbers(before: number | null, after: number | null): string {
  const change = before === null || after === null ? "" : ` (${after > before ? "+" : ""}${numberWords(after - before)})`;
  return `${before === null ? "(none)" : numberWords(before)} -> ${after === null ? "(none)" : numberWords(after)}${change}`;
}

const digests = (digest: string | null): string => (digest === null ? "(none)" : digestWords(digest));
