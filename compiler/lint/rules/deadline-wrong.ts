import { hasTags } from "../../argo/laws/template-tags.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** How long a template may run is said in seconds. */
export const deadlineWrong: LintRule = ({ templates, at }) =>
  templates.flatMap(({ body, label, path }) => {
    const value = body["activeDeadlineSeconds"];
    return isWrong(value)
      ? [problem("deadline-wrong", { template: label, value: `${value}` }, { at: at([...path, "activeDeadlineSeconds"]) })]
      : [];
  });

const isWrong = (value: unknown): boolean =>
  typeof value === "number" ? value < 0 : typeof value === "string" && !hasTags(value) && !/^\+?\d+$/.test(value);
