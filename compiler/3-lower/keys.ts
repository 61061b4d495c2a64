import type { Results } from "../../dsl/nodes/pipeline-node.ts";
import type { ArtifactNode } from "../../dsl/nodes/ref-node.ts";
import { makersOf } from "../plan/makers.ts";
import type { PlanForEach, PlanStep, StepId } from "../plan/plan.ts";
import { allSteps } from "../plan/visit-plan.ts";
import { canonicalResult } from "./scope.ts";

/** The place in the artifact repository that a loop, or whoever calls the pipeline, has chosen for an artifact. */
export interface KeyRef {
  /** The loop that collects it; absent for a result of the whole pipeline, which its caller's loop collects. */
  readonly loop: StepId | undefined;
  readonly result: string;
  /** The input that carries it into a body. */
  readonly input: string;
}

/** For each step, the places of outputs that are collected. */
export type KeysByStep = ReadonlyMap<StepId, ReadonlyMap<string, KeyRef>>;

/**
 * Which step's output is kept where. A loop collects an artifact by giving it a key of its own per item; where the artifact is what a
 * branch or the last round of a repetition gave, every step that may make it gets that key.
 */
export function keysOf(
  steps: readonly PlanStep[],
  pipelineResults: Results,
  collectedResults: ReadonlyMap<string, KeyRef>,
  names: ReadonlyMap<StepId, string>,
): KeysByStep {
  const byId = new Map([...allSteps(steps)].map((step) => [step.id, step]));
  const keys = new Map<StepId, Map<string, KeyRef>>();
  const give = (node: ArtifactNode, key: KeyRef): void => {
    for (const { step, output } of makersOf(node, byId).outputs) {
      const known = keys.get(step) ?? new Map<string, KeyRef>();
      keys.set(step, known.set(output, known.get(output) ?? key));
    }
  };
  for (const loop of byId.values()) {
    if (loop.kind !== "for-each") continue;
    for (const [result, node] of artifactsOf(loop.results)) {
      if (canonicalResult(loop, result) === result) give(node, keyOfLoop(loop, result, names));
    }
  }
  for (const [result, node] of artifactsOf(pipelineResults)) {
    const key = collectedResults.get(result);
    if (key !== undefined) give(node, keyOfResult(result));
  }
  return keys;
}

const keyOfLoop = (loop: PlanForEach, result: string, names: ReadonlyMap<StepId, string>): KeyRef => ({
  loop: loop.id,
  result,
  input: `key_${names.get(loop.id)}_${result}`,
});

/** Inside a called pipeline, the key that its caller has chosen for a result. */
export const keyOfResult = (result: string): KeyRef => ({ loop: undefined, result, input: `key_result_${result}` });

const artifactsOf = (results: Results): readonly (readonly [string, ArtifactNode])[] =>
  Object.entries(results).flatMap(([name, arg]) => (arg.kind === "artifact" ? [[name, arg.artifact] as const] : []));
