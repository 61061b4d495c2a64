import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** A template has some time to run. */
export const deadlineOfNothing: LintRule = ({ templates, at }) =>
  templates.flatMap(({ body, label, path, isPod }) => {
    const value = body["activeDeadlineSeconds"];
    return isPod && (typeof value === "number" || (typeof value === "string" && /^-?\d+$/.test(value))) && Number(value) < 1
      ? [
          problem(
            "deadline-of-nothing",
            { template: label, value: String(value) },
            { at: at([...path, "activeDeadlineSeconds"]) },
          ),
        ]
      : [];
  });
