import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { nameProblems } from "../scope/name-problem.ts";

/** A tag that reads an input reads one that its template declares. */
export const inputUnknown: LintRule = (subject) =>
  nameProblems(subject).flatMap(({ kind, name, path, spot, template, hint, inExpression }) => {
    if (kind !== "input-unknown" || inExpression) return [];
    const [, sort = "parameters", input = "…"] = name.split(".");
    const help = hint === "" ? `Declare it: inputs: {${sort}: [{name: ${input}}]}.` : "";
    const words = { name, template: template?.label ?? "of no template", hint, help };
    return [problem("input-unknown", words, { at: subject.at(path, spot) })];
  });
