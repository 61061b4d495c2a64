import type { Parameter, Template } from "../../compiler/argo/model.generated.ts";
import { type LocatedArtifact, locate } from "./arguments.ts";
import { joinedArtifact } from "./artifact-expression.ts";
import type { BoundInputs } from "./inputs.ts";
import { endedNode, type NodeResult } from "./node-result.ts";
import { evaluateToText, substitute } from "./substitute.ts";
import type { Tags } from "./tags.ts";

/** The outputs of a DAG whose tasks have succeeded: parameters and artifacts of its tasks under names of its own. */
export function dagOutputs(
  template: Template,
  tags: Tags,
  ended: ReadonlyMap<string, NodeResult>,
  inputs: BoundInputs,
): NodeResult {
  const parameters = new Map<string, string>();
  const artifacts = new Map<string, LocatedArtifact>();
  for (const parameter of template.outputs?.parameters ?? []) {
    const value = parameterValue(parameter, tags);
    if (value === undefined) return endedNode("Error", `outputs.parameters.${parameter.name} could not be determined`);
    parameters.set(parameter.name, value);
  }
  for (const artifact of template.outputs?.artifacts ?? []) {
    const { from = "", fromExpression } = artifact;
    const located =
      fromExpression === undefined ? locate(from, inputs, ended) : joinedArtifact(fromExpression, tags, inputs, ended);
    if (located !== undefined) artifacts.set(artifact.name, located);
    else if (artifact.optional !== true)
      return endedNode("Error", `outputs.artifacts.${artifact.name}: there is no artifact ${fromExpression ?? from}`);
  }
  return { ...endedNode("Succeeded"), parameters, artifacts };
}

function parameterValue({ valueFrom }: Parameter, tags: Tags): string | undefined {
  if (valueFrom?.parameter !== undefined) {
    const text = substitute(valueFrom.parameter, tags, { allowUnresolved: true });
    return text.startsWith("{{") ? valueFrom.default : text;
  }
  if (valueFrom?.expression !== undefined) return evaluateToText(valueFrom.expression, tags) ?? valueFrom.default;
  return valueFrom?.default;
}
