import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** Tasks of a DAG that uses depends have names that depends can say. */
export const taskNameWithDigitFirst: LintRule = ({ templates, at }) =>
  templates.flatMap(({ tasks }) => {
    if (!tasks.some(({ body }) => textOf(body["depends"]))) return [];
    return tasks.flatMap(({ name = "", path, body }) =>
      // What a task with depends of its own is called is in the schema.
      /^\d/.test(name) && !textOf(body["depends"])
        ? [problem("task-name-with-digit-first", { name }, { at: at([...path, "name"]) })]
        : [],
    );
  });
