import { didYouMean } from "../../../util/did-you-mean.ts";
import { problem } from "../../diagnostics/problem.ts";
import { type ArgumentCall, argumentCalls, missingInputs } from "../manifest/argument-calls.ts";
import type { LintRule } from "../rule.ts";

/** Whoever calls a template gives it what it wants. */
export const argumentMissing: LintRule = (subject) =>
  argumentCalls(subject).flatMap((call) => {
    if (call.role !== "task") return [];
    return (["parameters", "artifacts"] as const).flatMap((kind) =>
      missingInputs(call, kind).map((input) => {
        const name = input.name ?? "";
        const words = {
          caller: call.label,
          input: name,
          kind: kind === "parameters" ? "a parameter" : "an artifact",
          template: call.template.label,
          help: help(call, name, kind),
        };
        const at = subject.at(call.arguments[kind].length > 0 ? [...call.path, "arguments", kind] : call.path, {
          key: call.arguments[kind].length > 0,
        });
        return problem("argument-missing", words, { at, related: [{ at: call.owner.at(input.path), message: "the input" }] });
      }),
    );
  });

function help({ arguments: given, template }: ArgumentCall, name: string, kind: "parameters" | "artifacts"): string {
  const other = kind === "parameters" ? "artifacts" : "parameters";
  if (given[other].some((one) => one.name === name)) return `It stands among the ${other}; move it to arguments.${kind}.`;
  const known = new Set(template.inputs[kind].map((input) => input.name));
  const strange = given[kind].flatMap((one) => (one.name === undefined || known.has(one.name) ? [] : [one.name]));
  const alike = strange.find((one) => didYouMean(name, [one]) !== "");
  if (alike !== undefined) return `"${alike}" looks like it: write "${name}".`;
  return kind === "parameters"
    ? `Add {name: ${name}, value: …} to arguments.parameters, or give the input a default.`
    : `Add {name: ${name}, from: "{{tasks.….outputs.artifacts.…}}"} to arguments.artifacts, or make the input optional.`;
}
