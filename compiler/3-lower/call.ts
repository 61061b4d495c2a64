import { encodeWire } from "../../util/wire-form.ts";
import type { DAGTask } from "../argo/model.generated.ts";
import type { PlanCall } from "../plan/plan.ts";
import { outerBodies } from "../plan/visit-plan.ts";
import type { LowerSteps } from "./body.ts";
import { addDag, suppliedBy } from "./dag.ts";
import { type KeyRef, keyOfResult, keysOf } from "./keys.ts";
import type { Lowering } from "./lowering.ts";
import { namesOf } from "./names-of.ts";
import { resultOutputs } from "./results.ts";
import { innerScope, type Needs, type Scope } from "./scope.ts";
import { valueTerm } from "./value.ts";

/** A called pipeline: a DAG template with its parameters and inputs, which equal calls share. */
export function lowerCall(step: PlanCall, scope: Scope, lowering: Lowering, lowerSteps: LowerSteps): DAGTask {
  const { pipeline } = step;
  const collected = collectedOf(step, lowering);
  const inside = calledLowering(step, lowering);
  const inner = innerScope(pipeline.steps, "inputs", inside.names);
  const tasks = lowerSteps.all(pipeline.steps, inner, inside);
  const outputs = resultOutputs(pipeline.results, inner.outputs, inside.digests.hasResult);
  const template = addDag({ name: pipeline.name, tasks, needs: inner.needs, outputs }, lowering);
  return { name: step.name, template, ...suppliedBy(suppliedByCall(inner.needs, step, collected), scope) };
}

/** The places that the caller has chosen for results which its loops collect. */
export const collectedOf = (step: PlanCall, { keys }: Lowering): ReadonlyMap<string, KeyRef> =>
  keys.get(step.id) ?? new Map<string, KeyRef>();

/** What holds for the steps of a called pipeline. */
export function calledLowering(step: PlanCall, lowering: Lowering): Lowering {
  const { pipeline } = step;
  const names = namesOf(pipeline);
  const keys = keysOf(outerBodies(pipeline).flat(), pipeline.results, collectedOf(step, lowering), names);
  return { ...lowering, parameters: "inputs", names, keys, digests: lowering.digestsOf(pipeline), kept: new Map() };
}

/** What the pipeline needs is what it is called with: arguments, defaults, and where to keep what is collected. */
export function suppliedByCall(needs: Needs, step: PlanCall, collected: ReadonlyMap<string, KeyRef>): Needs {
  const parameters = new Map(
    [...needs.parameters].map(([input, need]) => {
      const { of, isDigest } = need;
      if (of === undefined) return [input, { supply: keySupply(input, step, collected) }] as const;
      const arg = of.kind === "parameter" || of.kind === "input" ? step.args[of.name] : undefined;
      const supply = (outside: Scope): string => {
        if (arg === undefined) return encodeWire(of.kind === "parameter" ? defaultOf(step, of.name) : null);
        if (arg.kind === "value") return valueTerm(arg.value, outside).tag;
        return isDigest ? outside.digest(arg.artifact).tag : outside.listKey(arg.artifact);
      };
      return [input, { of, ...(isDigest && { isDigest }), supply }] as const;
    }),
  );
  const artifacts = new Map(
    [...needs.artifacts].map(([input, need]) => {
      const arg = need.of.kind === "input" ? step.args[need.of.name] : undefined;
      if (arg?.kind !== "artifact") return [input, need] as const; // refused by the check
      return [input, { of: need.of, supply: (outside: Scope) => outside.artifact(arg.artifact) }] as const;
    }),
  );
  return { parameters, artifacts };
}

function keySupply(input: string, step: PlanCall, collected: ReadonlyMap<string, KeyRef>): (outside: Scope) => string {
  const key = [...collected].find(([result]) => input === keyOfResult(result).input)?.[1];
  if (key !== undefined) return (outside) => outside.key(key);
  return (outside) => `${outside.keyPrefix()}/${step.name}`;
}

/** What the pipeline's schema says when nothing is given. */
function defaultOf(step: PlanCall, name: string): unknown {
  const parsed = step.pipeline.params.find((param) => param.name === name)?.schema.safeParse(undefined);
  return parsed?.success === true ? parsed.data : null;
}
