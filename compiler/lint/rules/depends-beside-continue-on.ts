import { isRecord, textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** What a DAG goes on after is said by depends alone. */
export const dependsBesideContinueOn: LintRule = ({ templates, at }) =>
  templates.flatMap(({ tasks }) => {
    if (!tasks.some(({ body }) => textOf(body["depends"]))) return [];
    return tasks.flatMap(({ body, label, name = "…", path }) =>
      isRecord(body["continueOn"]) && !textOf(body["depends"])
        ? [problem("depends-beside-continue-on", { task: label, name }, { at: at([...path, "continueOn"], { key: true }) })]
        : [],
    );
  });
