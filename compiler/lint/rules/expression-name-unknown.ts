import { didYouMean } from "../../../util/did-you-mean.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { functionNames, isFunction } from "../scope/function-names.ts";
import { nameProblems } from "../scope/name-problem.ts";

const checkedRoots = new Set(["item", "steps", "inputs", "outputs", "pod", "workflow", "tasks"]);

/** The names of an expression are there. */
export const expressionNameUnknown: LintRule = (subject) => [
  ...nameProblems(subject).flatMap(({ kind, name, path, spot, hint, inExpression, hyphened }) => {
    const isOfTask = kind === "task-not-waited-for" || kind === "step-not-before" || kind === "task-unknown-in-tag";
    const isSaid = isOfTask || kind === "output-unknown" || kind === "tag-of-the-caller" || kind === "tag-of-another-kind";
    if (!inExpression || isSaid) return [];
    const words = hyphened === undefined ? { name, hint, help: helpFor(name) } : { name, hint: "", help: hyphenHelp(hyphened) };
    return [problem("expression-name-unknown", words, { at: subject.at(path, spot) })];
  }),
  ...subject.expressions.flatMap(({ names, variables, path, spotOf, source }) =>
    names.flatMap(({ name, steps, at }) => {
      const [root = ""] = steps;
      if (
        checkedRoots.has(root) ||
        isFunction(root) ||
        variables.typeOf(root) !== undefined ||
        variables.typeOf(name) !== undefined
      )
        return [];
      // The rest of a name with a hyphen, of which its beginning is said.
      if ([...source][at - 1] === "-" && /[\w\]]/.test([...source][at - 2] ?? "")) return [];
      const hint = didYouMean(name, [...variables.names().filter((one) => !one.includes(".")), ...functionNames]);
      return [
        problem(
          "expression-name-unknown",
          { name, hint, help: hint === "" ? "Text stands in single quotes." : "" },
          { at: subject.at(path, spotOf(at)) },
        ),
      ];
    }),
  ),
];

const hyphenHelp = (name: string): string => `A hyphen is a minus here: write ${name.replace(/\.([\w]*-[\w-]*)/g, "['$1']")}.`;

function helpFor(name: string): string {
  return name === "workflow" || name.startsWith("workflow.")
    ? "An output's own expression knows inputs and tasks only: hand the workflow's values in as inputs."
    : "";
}
