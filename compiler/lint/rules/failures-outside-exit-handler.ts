import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { nameProblems } from "../scope/name-problem.ts";

/** Only when a workflow ends it is known what failed. */
export const failuresOutsideExitHandler: LintRule = (subject) =>
  nameProblems(subject).flatMap(({ kind, path, spot, inExpression }) =>
    kind !== "failures-outside-exit-handler" || inExpression
      ? []
      : [problem("failures-outside-exit-handler", {}, { at: subject.at(path, spot) })],
  );
