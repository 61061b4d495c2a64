import { isRecord, textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { callsOf } from "../manifest/calls.ts";
import type { LintRule } from "../rule.ts";

/** A task has one template. */
export const templateBesideInline: LintRule = (subject) =>
  callsOf(subject).flatMap(({ label, body, path, inline }) =>
    inline !== undefined && (textOf(body["template"]) || isRecord(body["templateRef"]))
      ? [problem("template-beside-inline", { caller: label }, { at: subject.at([...path, "inline"], { key: true }) })]
      : [],
  );
