import { isRecord, textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { callsOf } from "../manifest/calls.ts";
import type { LintRule } from "../rule.ts";

/** A task names its template in one way. */
export const templateBesideRef: LintRule = (subject) =>
  callsOf(subject).flatMap(({ label, body, path }) =>
    textOf(body["template"]) && isRecord(body["templateRef"])
      ? [problem("template-beside-ref", { caller: label }, { at: subject.at([...path, "templateRef"], { key: true }) })]
      : [],
  );
