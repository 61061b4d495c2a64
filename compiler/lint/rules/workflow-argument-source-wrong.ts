import { isRecord } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { portsOf } from "../manifest/ports.ts";
import type { LintRule } from "../rule.ts";

/** What a workflow's argument takes its value from is there before the run. */
export const workflowArgumentSourceWrong: LintRule = ({ object, at }) =>
  portsOf(object.spec["arguments"], [...object.specPath, "arguments"]).parameters.flatMap(({ name = "", body, path }) => {
    const from = body["valueFrom"];
    if (!isRecord(from) || ["configMapKeyRef", "supplied", "event"].some((field) => from[field] !== undefined)) return [];
    const [source = "nothing"] = Object.keys(from);
    return [
      problem(
        "workflow-argument-source-wrong",
        { name, source: source === "default" ? "a default alone" : source },
        { at: at([...path, "valueFrom"], { key: true }) },
      ),
    ];
  });
