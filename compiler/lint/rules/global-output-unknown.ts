import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { nameProblems } from "../scope/name-problem.ts";

/** A tag that reads a global output reads one that a called template exports. */
export const globalOutputUnknown: LintRule = (subject) =>
  nameProblems(subject).flatMap(({ kind, name, path, spot, hint, inExpression }) =>
    kind !== "global-output-unknown" || inExpression
      ? []
      : [problem("global-output-unknown", { name, hint, output: name.split(".")[3] ?? "…" }, { at: subject.at(path, spot) })],
  );
