import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** A mode is not written as chmod has it without saying so. */
export const bareOctalMode: LintRule = ({ templates, at }) =>
  templates.flatMap(({ inputs, outputs }) =>
    [...inputs.artifacts, ...outputs.artifacts].flatMap(({ body, path }) => {
      const mode = body["mode"];
      // Numbers that only make sense as what chmod takes; 0644 has been read as 420 already.
      if (typeof mode !== "number" || !usual.has(mode)) return [];
      return [
        problem(
          "bare-octal-mode",
          { written: mode, octal: mode.toString(8), meant: Number.parseInt(String(mode), 8) },
          { at: at([...path, "mode"]) },
        ),
      ];
    }),
  );

const usual = new Set([400, 440, 444]);
