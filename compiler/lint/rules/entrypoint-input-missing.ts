import { problem } from "../../diagnostics/problem.ts";
import { argumentCalls, missingInputs } from "../manifest/argument-calls.ts";
import { isWhole } from "../manifest/is-whole.ts";
import type { LintRule } from "../rule.ts";
import { workflowParameters } from "../scope/global-variables.ts";

/** The workflow's arguments are all that its first template and its exit handler get. */
export const entrypointInputMissing: LintRule = (subject) => {
  const { object, project } = subject;
  if (!isWhole(object)) return [];
  const more = new Set(workflowParameters(object, project.templatesOwner(object)));
  return argumentCalls(subject).flatMap((call) =>
    call.role === "entrypoint" || call.role === "on-exit"
      ? (["parameters", "artifacts"] as const).flatMap((kind) =>
          missingInputs(call, kind)
            .filter(({ name }) => kind === "artifacts" || !more.has(name ?? ""))
            .map((input) =>
              problem(
                "entrypoint-input-missing",
                { caller: call.label, template: call.template.label, input: input.name ?? "" },
                {
                  at: subject.at(call.path),
                  related: [{ at: call.owner.at(input.path), message: "the input" }],
                },
              ),
            ),
        )
      : [],
  );
};
