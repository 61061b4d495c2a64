import type { DAGTask } from "../argo/model.generated.ts";
import type { PlanForEach } from "../plan/plan.ts";
import type { LowerSteps } from "./body.ts";
import { callDag } from "./dag.ts";
import { digestParameter } from "./digest-names.ts";
import { lowerLoop } from "./loop.ts";
import type { Lowering } from "./lowering.ts";
import { digestOutputs, expressionOutput, type HasDigest, resultOutputs } from "./results.ts";
import { collectedName, directStep, innerScope, mayBeEmpty, type Scope } from "./scope.ts";
import { memberOf } from "./term.ts";

/** A task that loops. Limits of its own need a DAG template around it: Argo has them there alone. */
export function lowerForEach(loop: PlanForEach, scope: Scope, lowering: Lowering, lowerSteps: LowerSteps): DAGTask {
  const { parallelism, failFast } = loop.options;
  if (parallelism === undefined && failFast !== true) return lowerItems(loop, scope, lowering, lowerSteps);
  const hasDigest = hasDigestOf(loop, lowering);
  const inner = innerScope([], lowering.parameters, lowering.names);
  const tasks = [lowerItems(loop, inner, lowering, lowerSteps)];
  const limits = { ...(parallelism !== undefined && { parallelism }), ...(failFast === true && { failFast }) };
  const parameters = Object.entries(loop.results).flatMap(([result, arg]) => {
    if (arg.kind === "artifact" && !hasDigest(result)) return [];
    const collected = collectedName(loop, result);
    const name = arg.kind === "artifact" ? digestParameter(collected) : collected;
    const aggregate = memberOf(["tasks", loop.name, "outputs", "parameters", name]);
    return [expressionOutput(name, mayBeEmpty(loop) ? `${aggregate} ?? '[]'` : aggregate)];
  });
  const distinct = parameters.filter(({ name }, index) => parameters.findIndex((other) => other.name === name) === index);
  return callDag(
    { name: loop.name, tasks, needs: inner.needs, outputs: { parameters: distinct, artifacts: [] }, limits },
    scope,
    lowering,
  );
}

const hasDigestOf =
  ({ id }: PlanForEach, { digests }: Lowering): HasDigest =>
  (result) =>
    digests.hasArtifact({ kind: "collected", scope: id, result });

/** A body of one step is that step: N items are N pods and nothing else. */
function lowerItems(loop: PlanForEach, scope: Scope, lowering: Lowering, lowerSteps: LowerSteps): DAGTask {
  const { over, scope: itemScope } = lowerLoop(loop, scope);
  const single = directStep(loop.steps, loop.results);
  if (single !== undefined) return { ...lowerSteps.one(single, itemScope, lowering), name: loop.name, ...over };
  const inner = innerScope(loop.steps, lowering.parameters, lowering.names);
  const tasks = lowerSteps.all(loop.steps, inner, lowering);
  const values = Object.fromEntries(Object.entries(loop.results).filter(([, { kind }]) => kind === "value"));
  const { parameters } = resultOutputs(values, inner.outputs);
  const digests = digestOutputs(loop.results, inner.outputs, hasDigestOf(loop, lowering));
  const outputs = { parameters: [...parameters, ...digests], artifacts: [] };
  return { ...callDag({ name: loop.name, tasks, needs: inner.needs, outputs }, itemScope, lowering), ...over };
}
