import { templateTags } from "../../argo/laws/template-tags.ts";
import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { callsOf } from "../manifest/calls.ts";
import type { LintRule } from "../rule.ts";

/** Which template a task calls is known before the run. */
export const templateNameFromInput: LintRule = (subject) =>
  callsOf(subject).flatMap(({ label, body, path, role }) => {
    const { tags } = templateTags(textOf(body["template"]) ?? "");
    const late = tags.find(({ inner }) => !inner.startsWith("workflow.parameters."));
    return role !== "task" || late === undefined || late.kind === "expression"
      ? []
      : [problem("template-name-from-input", { caller: label, tag: late.text }, { at: subject.at([...path, "template"]) })];
  });
