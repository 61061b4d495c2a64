import { selectorProblem } from "../../argo/laws/label-selector.ts";
import { hasTags } from "../../argo/laws/template-tags.ts";
import { recordOf, textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** What a resource is waited for by can be read. */
export const resourceConditionUnreadable: LintRule = ({ templates, at }) =>
  templates.flatMap(({ body, label, path }) =>
    ["successCondition", "failureCondition"].flatMap((field) => {
      const text = textOf(recordOf(body["resource"])[field]);
      const what = text === undefined || hasTags(text) ? undefined : selectorProblem(text);
      return what === undefined
        ? []
        : [problem("resource-condition-unreadable", { field, template: label, what }, { at: at([...path, "resource", field]) })];
    }),
  );
