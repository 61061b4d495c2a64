import { recordOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** A plugin template names one plugin. */
export const pluginWithSeveralKeys: LintRule = ({ templates, at }) =>
  templates.flatMap(({ body, label, path, type }) => {
    const count = Object.keys(recordOf(body["plugin"])).length;
    return type === "plugin" && count !== 1
      ? [problem("plugin-with-several-keys", { name: label, count }, { at: at([...path, "plugin"], { key: true }) })]
      : [];
  });
