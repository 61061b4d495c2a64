import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { nameProblems } from "../scope/name-problem.ts";

/** A tag that reads a label or an annotation reads one that there is. */
export const workflowLabelUnknown: LintRule = (subject) =>
  nameProblems(subject).flatMap(({ kind, name, path, spot, hint, inExpression }) =>
    kind !== "workflow-label-unknown" || inExpression
      ? []
      : [problem("workflow-label-unknown", { name, object: subject.object.label, hint }, { at: subject.at(path, spot) })],
  );
