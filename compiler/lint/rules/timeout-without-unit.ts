import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** A timeout has a unit. */
export const timeoutWithoutUnit: LintRule = ({ templates, at }) =>
  templates.flatMap(({ body, label, path }) => {
    const value = textOf(body["timeout"]);
    return value !== undefined && /^\d+$/.test(value)
      ? [problem("timeout-without-unit", { template: label, value }, { at: at([...path, "timeout"]) })]
      : [];
  });
