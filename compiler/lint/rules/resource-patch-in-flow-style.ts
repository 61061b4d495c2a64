import { hasTags } from "../../argo/laws/template-tags.ts";
import { recordOf, textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { yamlProblem } from "../yaml/yaml-problem.ts";

/** A patch that looks like JSON is JSON. */
export const resourcePatchInFlowStyle: LintRule = ({ templates, at }) =>
  templates.flatMap(({ body, label, path }) => {
    const resource = recordOf(body["resource"]);
    const text = textOf(resource["manifest"])?.trim();
    if (
      resource["action"] !== "patch" ||
      text === undefined ||
      !text.startsWith("{") ||
      hasTags(text) ||
      yamlProblem(text) !== undefined ||
      isJson(text)
    )
      return [];
    return [problem("resource-patch-in-flow-style", { template: label }, { at: at([...path, "resource", "manifest"]) })];
  });

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
