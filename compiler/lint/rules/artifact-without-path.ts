import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { textOf } from "../yaml/json.ts";

const withFiles = new Set(["container", "script", "containerSet"]);

/** An artifact of a container has a place in it. */
export const artifactWithoutPath: LintRule = ({ templates, at }) =>
  templates.flatMap(({ inputs, label, type }) =>
    inputs.artifacts.flatMap(({ name = "", body, path }) =>
      type !== undefined && withFiles.has(type) && !textOf(body["path"])
        ? [problem("artifact-without-path", { direction: "Input", name, template: label }, { at: at(path) })]
        : [],
    ),
  );
