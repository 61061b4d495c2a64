import { problem } from "../../diagnostics/problem.ts";
import { argumentCalls, missingInputs } from "../manifest/argument-calls.ts";
import type { LintRule } from "../rule.ts";

/** A hook gives its template what that wants. */
export const hookArgumentMissing: LintRule = (subject) =>
  argumentCalls(subject).flatMap((call) =>
    call.role === "hook" || call.role === "workflow-hook" || call.role === "task-on-exit"
      ? (["parameters", "artifacts"] as const).flatMap((kind) =>
          missingInputs(call, kind).map((input) => {
            const words = { caller: call.label, input: input.name ?? "", template: call.template.label };
            return problem("hook-argument-missing", words, {
              at: subject.at(call.path, { key: true }),
              related: [{ at: call.owner.at(input.path), message: "the input" }],
            });
          }),
        )
      : [],
  );
