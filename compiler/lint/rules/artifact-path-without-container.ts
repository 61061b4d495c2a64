import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** Paths stand where there is a container. */
export const artifactPathWithoutContainer: LintRule = ({ templates, at }) =>
  templates.flatMap(({ inputs, outputs, label, type }) =>
    type !== "dag" && type !== "steps"
      ? []
      : [...inputs.artifacts, ...outputs.artifacts].flatMap(({ name = "", body, path }) =>
          textOf(body["path"])
            ? [
                problem(
                  "artifact-path-without-container",
                  { name, template: label, type: type === "dag" ? "a dag" : "made of steps" },
                  { at: at([...path, "path"]) },
                ),
              ]
            : [],
        ),
  );
