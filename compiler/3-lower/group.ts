import type { Artifact, DAGTask, Parameter } from "../argo/model.generated.ts";
import type { PlanExport, PlanGroup } from "../plan/plan.ts";
import type { LeafRef } from "../plan/visit-plan.ts";
import type { LowerSteps } from "./body.ts";
import { callDag } from "./dag.ts";
import { digestInputName } from "./digest-names.ts";
import { artifactInputName, inputName, listInputName } from "./input-names.ts";
import type { Lowering } from "./lowering.ts";
import { expressionOutput } from "./results.ts";
import { type BodyScope, innerScope, isList, type Scope } from "./scope.ts";
import { templateExpression } from "./term.ts";

/** A part of a long body: a DAG, with an output for everything that other parts read of it. */
export function lowerGroup(group: PlanGroup, scope: Scope, lowering: Lowering, lowerSteps: LowerSteps): DAGTask {
  const inner = innerScope(group.steps, lowering.parameters, lowering.names);
  const tasks = lowerSteps.all(group.steps, inner, lowering);
  const parameters = group.exports.flatMap((one) => exportedParameters(one, inner, lowering));
  const artifacts = group.exports.flatMap((one) => exportedArtifact(one, inner, lowering));
  const goesOn = group.goesOn === true && tasks.length > 1;
  return callDag({ name: group.name, tasks, needs: inner.needs, outputs: { parameters, artifacts }, goesOn }, scope, lowering);
}

function exportedParameters(one: PlanExport, inner: BodyScope, { names }: Lowering): readonly Parameter[] {
  if (one.kind === "value") {
    const ref = one.ref as LeafRef;
    const { tag, wire } = inner.outputs.term(ref);
    return [passedOn(inputName(ref, names), tag, wire)];
  }
  const { artifact, withDigest } = one;
  const list = isList(artifact)
    ? [expressionOutput(listInputName(artifact, names), templateExpression(inner.listKey(artifact)))]
    : [];
  if (!withDigest) return list;
  const { tag, wire } = inner.digest(artifact);
  return [...list, passedOn(digestInputName(artifact, names), tag, wire)];
}

/** What stands as it is in an output of a task is passed on by name. */
const passedOn = (name: string, tag: string, expression: string): Parameter =>
  tag.startsWith("{{tasks.") ? { name, valueFrom: { parameter: tag } } : expressionOutput(name, expression);

function exportedArtifact(one: PlanExport, inner: BodyScope, { names }: Lowering): readonly Artifact[] {
  if (one.kind === "value" || isList(one.artifact)) return [];
  return [{ name: artifactInputName(one.artifact, names), ...inner.artifact(one.artifact).source }];
}
