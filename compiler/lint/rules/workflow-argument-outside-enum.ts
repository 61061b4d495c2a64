import { listOf, textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { portsOf } from "../manifest/ports.ts";
import type { LintRule } from "../rule.ts";

/** The value of a workflow's argument is one of those that it lists. */
export const workflowArgumentOutsideEnum: LintRule = ({ object, at }) =>
  portsOf(object.spec["arguments"], [...object.specPath, "arguments"]).parameters.flatMap(({ name = "", body, path }) => {
    const words = listOf(body["enum"]).map(String);
    const value = textOf(body["value"]);
    if (value === undefined || words.length === 0 || words.includes(value)) return [];
    return [
      problem(
        "workflow-argument-outside-enum",
        { name, value, words: words.map((word) => `"${word}"`).join(", ") },
        { at: at([...path, "value"]) },
      ),
    ];
  });
