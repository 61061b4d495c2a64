import { recordOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

const needsManifest = new Set(["create", "apply", "replace", "patch"]);

/** A resource template that makes or changes something says what. */
export const resourceTemplateWithoutManifest: LintRule = ({ templates, at }) =>
  templates.flatMap(({ body, label, path, type }) => {
    const { action, manifest, manifestFrom } = recordOf(body["resource"]);
    return type === "resource" && typeof action === "string" && needsManifest.has(action) && !manifest && !manifestFrom
      ? [
          problem(
            "resource-template-without-manifest",
            { template: label, action },
            { at: at([...path, "resource"], { key: true }) },
          ),
        ]
      : [];
  });
