import { problem } from "../../diagnostics/problem.ts";
import { callsOf } from "../manifest/calls.ts";
import type { LintRule } from "../rule.ts";

/** An argument that is listed has a value. */
export const argumentWithoutValue: LintRule = (subject) =>
  callsOf(subject).flatMap(({ role, label, arguments: given }) =>
    role === "entrypoint" || role === "on-exit"
      ? []
      : given.parameters.flatMap(({ name = "", body, path }) =>
          ["value", "valueFrom"].every((field) => body[field] === undefined || body[field] === null)
            ? [problem("argument-without-value", { caller: label, name }, { at: subject.at(path) })]
            : [],
        ),
  );
