import { hasTags } from "../../argo/laws/template-tags.ts";
import { recordOf, textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { yamlProblem } from "../yaml/yaml-problem.ts";

/** What a resource template creates says its kind. */
export const resourceManifestIncomplete: LintRule = ({ templates, at }) =>
  templates.flatMap(({ body, label, path }) => {
    const resource = recordOf(body["resource"]);
    const text = textOf(resource["manifest"]);
    if (text === undefined || hasTags(text) || yamlProblem(text) !== undefined || text.trim() === "") return [];
    return ["apiVersion", "kind"].flatMap((field) =>
      new RegExp(`(^|[\\s{,"'])${field}["']?\\s*:`).test(text)
        ? []
        : [problem("resource-manifest-incomplete", { template: label, field }, { at: at([...path, "resource", "manifest"]) })],
    );
  });
