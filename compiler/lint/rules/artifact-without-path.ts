import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

const withoutFiles = new Set(["steps", "dag", "suspend"]);

/** An artifact of a template that does the work itself has a place in its container. */
export const artifactWithoutPath: LintRule = ({ templates, at }) =>
  templates.flatMap(({ inputs, outputs, label, type }) => {
    if (type === undefined || withoutFiles.has(type)) return [];
    const ports = [
      ...inputs.artifacts.map((artifact) => ["Input", artifact] as const),
      ...outputs.artifacts.map((artifact) => ["Output", artifact] as const),
    ];
    return ports.flatMap(([direction, { name = "", body, path }]) =>
      textOf(body["path"]) ? [] : [problem("artifact-without-path", { direction, name, template: label }, { at: at(path) })],
    );
  });
