import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { nameProblems } from "../scope/name-problem.ts";

/** A tag that reads a parameter of the workflow reads one that there is. */
export const workflowParameterUnknown: LintRule = (subject) =>
  nameProblems(subject).flatMap(({ kind, name, path, spot, hint, inExpression }) =>
    kind !== "workflow-parameter-unknown" || inExpression
      ? []
      : [problem("workflow-parameter-unknown", { name, object: subject.object.label, hint }, { at: subject.at(path, spot) })],
  );
