import { listOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** A group of steps has steps. */
export const stepGroupEmpty: LintRule = ({ templates, at }) =>
  templates.flatMap(({ body, label, path, type }) =>
    type !== "steps"
      ? []
      : listOf(body["steps"]).flatMap((group, index) =>
          Array.isArray(group) && group.length === 0
            ? [problem("step-group-empty", { number: index + 1, template: label }, { at: at([...path, "steps", index]) })]
            : [],
        ),
  );
