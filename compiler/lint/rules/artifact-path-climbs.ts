import { cleaned, climbsOut } from "../../argo/laws/artifact-path.ts";
import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** The path of an artifact does not lead upwards. */
export const artifactPathClimbs: LintRule = ({ templates, at }) =>
  templates.flatMap(({ inputs, outputs }) =>
    [...inputs.artifacts, ...outputs.artifacts].flatMap(({ name = "", body, path }) => {
      const given = textOf(body["path"]) ?? "";
      return climbsOut(given)
        ? [problem("artifact-path-climbs", { path: given, name, cleaned: cleaned(given) }, { at: at([...path, "path"]) })]
        : [];
    }),
  );
