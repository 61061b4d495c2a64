import { hasTags } from "../../argo/laws/template-tags.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** How long a template may run is said in seconds. */
export const deadlineWrong: LintRule = ({ templates, at }) =>
  templates.flatMap(({ body, label, path }) => {
    const value = body["activeDeadlineSeconds"];
    return typeof value === "string" && !hasTags(value) && !/^\+?\d+$/.test(value)
      ? [problem("deadline-wrong", { template: label, value }, { at: at([...path, "activeDeadlineSeconds"]) })]
      : [];
  });
