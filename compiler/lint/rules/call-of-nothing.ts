import { recordOf, textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { callsOf } from "../manifest/calls.ts";
import type { LintRule } from "../rule.ts";

/** A task says what it runs. */
export const callOfNothing: LintRule = (subject) =>
  callsOf(subject).flatMap(({ label, body, path, inline, role }) => {
    const isNamed = textOf(body["template"]) || Object.keys(recordOf(body["templateRef"])).length > 0 || inline !== undefined;
    const isShaped = body["template"] === undefined || body["template"] === "" || body["template"] === null;
    return role !== "task" || isNamed || !isShaped
      ? []
      : [problem("call-of-nothing", { caller: label }, { at: subject.at(path) })];
  });
