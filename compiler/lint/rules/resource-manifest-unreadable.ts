import { recordOf, textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { yamlProblem } from "../yaml/yaml-problem.ts";

/** What a resource template creates can be read. */
export const resourceManifestUnreadable: LintRule = ({ templates, at }) =>
  templates.flatMap(({ body, label, path }) => {
    const text = textOf(recordOf(body["resource"])["manifest"]);
    const what = text === undefined ? undefined : yamlProblem(text);
    return what === undefined
      ? []
      : [problem("resource-manifest-unreadable", { template: label, what }, { at: at([...path, "resource", "manifest"]) })];
  });
