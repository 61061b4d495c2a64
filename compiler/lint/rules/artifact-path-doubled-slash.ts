import { cleaned, looksLikeClimbing } from "../../argo/laws/artifact-path.ts";
import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** The path of an artifact does not look as if it led upwards. */
export const artifactPathDoubledSlash: LintRule = ({ templates, at }) =>
  templates.flatMap(({ inputs, outputs }) =>
    [...inputs.artifacts, ...outputs.artifacts].flatMap(({ name = "", body, path }) => {
      const given = textOf(body["path"]) ?? "";
      return looksLikeClimbing(given)
        ? [problem("artifact-path-doubled-slash", { path: given, name, cleaned: cleaned(given) }, { at: at([...path, "path"]) })]
        : [];
    }),
  );
