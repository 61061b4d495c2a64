import { argoEnvironment } from "../../compiler/expression/argo-environment.ts";
import { evaluateExpression } from "../../compiler/expression/evaluate-expression.ts";
import type { LocatedArtifact } from "./arguments.ts";
import type { BoundInputs } from "./inputs.ts";
import type { NodeResult } from "./node-result.ts";
import type { Tags } from "./tags.ts";

/**
 * The artifact that an output's `fromExpression` chooses: in it an artifact is a name that can only be passed on.
 * @throws ExpressionError
 */
export function joinedArtifact(
  expression: string,
  tags: Tags,
  inputs: BoundInputs,
  ended: ReadonlyMap<string, NodeResult>,
): LocatedArtifact | undefined {
  const byToken = new Map<string, LocatedArtifact>();
  const names = new Map(tags);
  const name = (path: string, location: LocatedArtifact | undefined) => {
    if (location === undefined) return;
    const token = `artifact ${byToken.size}`;
    byToken.set(token, location);
    names.set(path, token);
  };
  for (const [task, { artifacts }] of ended)
    for (const [output, location] of artifacts) name(`tasks.${task}.outputs.artifacts.${output}`, location);
  for (const [input, { location }] of inputs.artifacts) name(`inputs.artifacts.${input}`, location);
  return byToken.get(String(evaluateExpression(expression, argoEnvironment(names))));
}
