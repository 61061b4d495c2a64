import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** Only what has tasks limits how many run at once. */
export const parallelismOfALeaf: LintRule = ({ templates, at }) =>
  templates.flatMap(({ body, label, path, type }) =>
    body["parallelism"] === undefined || body["parallelism"] === null || type === undefined || type === "dag" || type === "steps"
      ? []
      : [problem("parallelism-of-a-leaf", { template: label }, { at: at([...path, "parallelism"], { key: true }) })],
  );
