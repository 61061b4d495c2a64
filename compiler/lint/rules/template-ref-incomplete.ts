import { isRecord } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { callsOf } from "../manifest/calls.ts";
import type { LintRule } from "../rule.ts";

/** A templateRef names an object and a template of it. */
export const templateRefIncomplete: LintRule = (subject) =>
  callsOf(subject).flatMap(({ label, body, path }) => {
    const ref = body["templateRef"];
    if (!isRecord(ref)) return [];
    const caller = label.replace(/^./, (first) => first.toLowerCase());
    return ["name", "template"].flatMap((field) =>
      ref[field] === undefined || ref[field] === null || ref[field] === ""
        ? [problem("template-ref-incomplete", { caller, field }, { at: subject.at([...path, "templateRef"], { key: true }) })]
        : [],
    );
  });
