import { isArtifactType } from "../../../dsl/foreign/output-places.ts";
import { isObject } from "../../../dsl/shapes/shape.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { stepsOfKind } from "../foreign/foreign-of.ts";

/** Every output of a foreign step comes from somewhere: a field of the object, the one body of an answer, an output of the template. */
export const outputWithoutPlace: Rule = (plan) => [
  ...stepsOfKind(plan, "resource", "http").flatMap(({ name, spec, work, at }) => {
    const outputs = Object.entries(spec.outputs ?? {});
    const placed = work.kind === "http" ? Object.keys(work.places).slice(0, 1) : Object.keys(work.places);
    return outputs
      .filter(([output, type]) => isArtifactType(type) || !placed.includes(output))
      .map(([output, type]) =>
        problem("output-without-place", { step: name, output, help: help(work.kind, isArtifactType(type)) }, { at }),
      );
  }),
  ...stepsOfKind(plan, "raw").flatMap(({ name, spec, work, at }) => {
    const written = declared(work.template);
    return Object.entries(spec.outputs ?? {})
      .filter(([output, type]) => {
        if (isArtifactType(type)) return !written.artifacts.includes(output);
        const from = work.places[output]?.from;
        return from?.kind === "parameter" && !written.parameters.includes(from.name);
      })
      .map(([output]) =>
        problem(
          "output-without-place",
          { step: name, output, help: "Declare it in the template's outputs, or take it from the result." },
          { at },
        ),
      );
  }),
];

function help(kind: "resource" | "http", isArtifact: boolean): string {
  if (isArtifact) return "Objects and answers give values; a file takes a container that writes it.";
  return kind === "http"
    ? "An answer has one body: make one output of it, an object."
    : 'Say where it stands: outputsFrom: { name: { jsonPath: "{.metadata.name}" } }.';
}

interface Declared {
  readonly parameters: readonly string[];
  readonly artifacts: readonly string[];
}

/** The names that a template by hand declares; what is wrong with it otherwise is told by the laws of manifests. */
function declared(template: unknown): Declared {
  const outputs = isObject(template) && isObject(template.outputs) ? template.outputs : {};
  const names = (kind: string): readonly string[] => {
    const list = outputs[kind];
    return (Array.isArray(list) ? list : []).flatMap((one: unknown) =>
      isObject(one) && typeof one.name === "string" ? [one.name] : [],
    );
  };
  return { parameters: names("parameters"), artifacts: names("artifacts") };
}
