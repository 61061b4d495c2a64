import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { callsOf } from "../manifest/calls.ts";
import type { LintRule } from "../rule.ts";

/** A hook says when it runs. */
export const hookWithoutExpression: LintRule = (subject) =>
  callsOf(subject).flatMap(({ role, label, body, path }) =>
    (role === "hook" || role === "workflow-hook") && path.at(-1) !== "exit" && !textOf(body["expression"])
      ? [problem("hook-without-expression", { hook: label }, { at: subject.at(path, { key: true }) })]
      : [],
  );
