import { didYouMean } from "../../../util/did-you-mean.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { functionNames, isFunction } from "../scope/function-names.ts";
import { nameProblems } from "../scope/name-problem.ts";

const checkedRoots = new Set(["item", "steps", "inputs", "outputs", "pod", "workflow", "tasks"]);

/** The names of an expression are there. */
export const expressionNameUnknown: LintRule = (subject) => [
  ...nameProblems(subject).flatMap(({ kind, name, path, spot, hint, inExpression }) => {
    const isOfTask = kind === "task-not-waited-for" || kind === "step-not-before" || kind === "task-unknown-in-tag";
    const isSaid = isOfTask || kind === "output-unknown" || kind === "tag-of-the-caller" || kind === "tag-of-another-kind";
    return !inExpression || isSaid
      ? []
      : [problem("expression-name-unknown", { name, hint, help: helpFor(name) }, { at: subject.at(path, spot) })];
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
      const hyphen = new RegExp(`[\\w]-${root}\\b`).test(source);
      const hint = didYouMean(name, [...variables.names(), ...functionNames]);
      const help = hyphen
        ? `A name with a hyphen is read in brackets: inputs.parameters['a-${root}'].`
        : "Text stands in single quotes.";
      return [
        problem(
          "expression-name-unknown",
          { name, hint, help: hint === "" || hyphen ? help : "" },
          { at: subject.at(path, spotOf(at)) },
        ),
      ];
    }),
  ),
];

function helpFor(name: string): string {
  return name === "workflow" || name.startsWith("workflow.")
    ? "An output's own expression knows inputs and tasks only: hand the workflow's values in as inputs."
    : "";
}
