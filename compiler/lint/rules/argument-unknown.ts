import { didYouMean } from "../../../util/did-you-mean.ts";
import { problem } from "../../diagnostics/problem.ts";
import { argumentCalls } from "../manifest/argument-calls.ts";
import type { LintRule } from "../rule.ts";

/** What a task gives is something that its template takes. */
export const argumentUnknown: LintRule = (subject) =>
  argumentCalls(subject).flatMap((call) => {
    if (call.role === "entrypoint" || call.role === "on-exit") return [];
    return (["parameters", "artifacts"] as const).flatMap((kind) => {
      const inputs = call.template.inputs[kind].flatMap(({ name }) => (name === undefined ? [] : [name]));
      return call.arguments[kind].flatMap(({ name, path }) => {
        if (name === undefined || inputs.includes(name)) return [];
        const words = {
          caller: call.label,
          name,
          template: call.template.label,
          kind: kind === "parameters" ? "parameter" : "artifact",
          hint: didYouMean(name, inputs),
        };
        return [problem("argument-unknown", words, { at: subject.at([...path, "name"]) })];
      });
    });
  });
