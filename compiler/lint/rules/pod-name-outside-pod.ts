import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { nameProblems } from "../scope/name-problem.ts";

/** The name of a pod is read where there is one. */
export const podNameOutsidePod: LintRule = (subject) =>
  nameProblems(subject).flatMap(({ kind, name, path, spot, template, inExpression }) =>
    kind !== "pod-name-outside-pod" || inExpression
      ? []
      : [problem("pod-name-outside-pod", { name, template: template?.label ?? "…" }, { at: subject.at(path, spot) })],
  );
