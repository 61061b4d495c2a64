import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { nameProblems } from "../scope/name-problem.ts";

const known =
  "workflow.name, .namespace, .uid, .parameters, .labels, .annotations, .creationTimestamp, .priority, .duration, .scheduledTime, .outputs and, at the end, .status and .failures";

/** A tag about the workflow says something that Argo knows of it. */
export const workflowVariableUnknown: LintRule = (subject) =>
  nameProblems(subject).flatMap(({ kind, name, path, spot, hint, inExpression }) =>
    kind !== "workflow-variable-unknown" || inExpression
      ? []
      : [problem("workflow-variable-unknown", { name, hint, known }, { at: subject.at(path, spot) })],
  );
