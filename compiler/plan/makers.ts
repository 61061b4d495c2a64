import type { ArgNode } from "../../dsl/nodes/pipeline-node.ts";
import type { ArtifactNode } from "../../dsl/nodes/ref-node.ts";
import type { PlanStep, StepId } from "./plan.ts";

/** The outputs that may be an artifact. */
export interface Makers {
  readonly outputs: readonly { readonly step: StepId; readonly output: string }[];
  /** Whether it is one of these whatever happens: false when a branch gives something that was there before. */
  readonly isWhole: boolean;
}

const none: Makers = { outputs: [], isWhole: false };

/** The tasks and calls among some steps that may make an artifact: of a branch any, of a repetition the last round's. */
export function makersOf(node: ArtifactNode, steps: ReadonlyMap<StepId, PlanStep>): Makers {
  if (node.kind === "output") {
    const step = steps.get(node.task);
    if (step?.kind === "repeat") return makersOfArg(step.results[node.output], steps);
    return step === undefined ? none : { outputs: [{ step: step.id, output: node.output }], isWhole: true };
  }
  const when = node.kind === "merged" ? steps.get(node.scope) : undefined;
  if (node.kind !== "merged" || when?.kind !== "when") return none;
  const branches = when.branches.map(({ results }) => makersOfArg(results[node.result], steps));
  return { outputs: branches.flatMap(({ outputs }) => outputs), isWhole: branches.every(({ isWhole }) => isWhole) };
}

const makersOfArg = (arg: ArgNode | undefined, steps: ReadonlyMap<StepId, PlanStep>): Makers =>
  arg?.kind === "artifact" ? makersOf(arg.artifact, steps) : none;
