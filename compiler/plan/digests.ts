import type { ArgNode } from "../../dsl/nodes/pipeline-node.ts";
import type { ArtifactNode, ArtifactSourceNode } from "../../dsl/nodes/ref-node.ts";
import { remembered } from "../../util/remembered.ts";
import { isCached } from "./is-cached.ts";
import type { Plan, PlanCall, PlanStep, PlanTask, StepId } from "./plan.ts";
import { plansOf, stepsOf, tasksOf } from "./visit-plan.ts";

/** An artifact as one plan names it. */
export interface PlacedArtifact {
  readonly plan: Plan;
  readonly artifact: ArtifactNode;
}

/** An artifact of which a cached step wants to know whether it is the same as before. */
export interface DigestUse extends PlacedArtifact {
  readonly task: PlanTask;
  readonly input: string;
}

/** The artifacts whose digests somebody needs, of one plan. */
export interface PlanDigests {
  readonly hasArtifact: (artifact: ArtifactSourceNode) => boolean;
  /** Whether one of the callers needs that of a result. */
  readonly hasResult: (result: string) => boolean;
}

/** Every artifact that a cached step reads and whose digest the author did not say by hand, in a plan and in those that it calls. */
export const digestUses = (root: Plan): readonly DigestUse[] =>
  plansOf(root).flatMap((plan) =>
    tasksOf(plan).flatMap((task) => {
      if (!isCached(task)) return [];
      return Object.entries(task.args).flatMap(([input, arg]) =>
        arg.kind === "artifact" && !Object.hasOwn(task.digests, input) ? [{ plan, task, input, artifact: arg.artifact }] : [],
      );
    }),
  );

/** Tells what an artifact is made of, on and on: what is handed on by branches, loops, rounds and calls, and those who made it first. */
export function digestTrace(root: Plan): (from: readonly PlacedArtifact[]) => readonly PlacedArtifact[] {
  const callers = callersOf(root);
  return (from) => {
    const found = new Map<Plan, Map<string, PlacedArtifact>>();
    const open = [...from];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const ofPlan = found.get(next.plan) ?? new Map<string, PlacedArtifact>();
      const key = artifactKey(next.artifact);
      if (ofPlan.has(key)) continue;
      found.set(next.plan, ofPlan.set(key, next));
      open.push(...handedOn(next, callers));
    }
    return [...found.values()].flatMap((ofPlan) => [...ofPlan.values()]);
  };
}

/** What has to hand on digests, so that every cached step has those of what it reads. Nothing where nothing is cached. */
export function neededDigests(root: Plan): (plan: Plan) => PlanDigests {
  const uses = digestUses(root);
  if (uses.length === 0) return () => noDigests;
  const artifacts = new Map<Plan, Set<string>>();
  const results = new Map<Plan, Set<string>>();
  const remember = (of: Map<Plan, Set<string>>, plan: Plan, key: string): void => {
    of.set(plan, (of.get(plan) ?? new Set<string>()).add(key));
  };
  for (const { plan, artifact } of digestTrace(root)(uses)) {
    remember(artifacts, plan, artifactKey(artifact));
    const step = artifact.kind === "output" ? stepById(plan).get(artifact.task) : undefined;
    if (artifact.kind === "output" && step?.kind === "call") remember(results, step.pipeline, artifact.output);
  }
  return (plan) => ({
    hasArtifact: (artifact) => artifacts.get(plan)?.has(artifactKey(artifact)) === true,
    hasResult: (result) => results.get(plan)?.has(result) === true,
  });
}

const noDigests: PlanDigests = { hasArtifact: () => false, hasResult: () => false };

/** The step that made an artifact, if a step of its own plan did. */
export function makerOf({ plan, artifact }: PlacedArtifact): PlanStep | undefined {
  if (artifact.kind === "output") return stepById(plan).get(artifact.task);
  const hasScope = artifact.kind === "collected" || artifact.kind === "merged" || artifact.kind === "state";
  return hasScope ? stepById(plan).get(artifact.scope) : undefined;
}

const stepById = remembered((plan: Plan): ReadonlyMap<StepId, PlanStep> => new Map(stepsOf(plan).map((step) => [step.id, step])));

/** One step back; nothing for what a task made, and for what lies in a store. */
function handedOn(placed: PlacedArtifact, callers: Callers): readonly PlacedArtifact[] {
  const { plan, artifact } = placed;
  if (artifact.kind === "input")
    return (callers.get(plan) ?? []).flatMap(({ caller, call }) => placedArg(call.args[artifact.name], caller));
  const step = makerOf(placed);
  switch (step?.kind) {
    case "call":
      return artifact.kind === "output" ? placedArg(step.pipeline.results[artifact.output], step.pipeline) : [];
    case "when":
      return artifact.kind === "merged" ? step.branches.flatMap(({ results }) => placedArg(results[artifact.result], plan)) : [];
    case "for-each":
      return artifact.kind === "collected" ? placedArg(step.results[artifact.result], plan) : [];
    case "repeat":
      if (artifact.kind === "output") return placedArg(step.results[artifact.output], plan);
      return artifact.kind === "state" ? [step.start, step.results].flatMap((of) => placedArg(of[artifact.name], plan)) : [];
    default:
      return [];
  }
}

const placedArg = (arg: ArgNode | undefined, plan: Plan): readonly PlacedArtifact[] =>
  arg?.kind === "artifact" ? [{ plan, artifact: arg.artifact }] : [];

/** Where each plan is called. */
type Callers = ReadonlyMap<Plan, readonly { readonly caller: Plan; readonly call: PlanCall }[]>;

function callersOf(root: Plan): Callers {
  const callers = new Map<Plan, { readonly caller: Plan; readonly call: PlanCall }[]>(plansOf(root).map((plan) => [plan, []]));
  for (const caller of plansOf(root)) {
    for (const call of stepsOf(caller)) if (call.kind === "call") callers.get(call.pipeline)!.push({ caller, call });
  }
  return callers;
}

/** Equal for equal artifacts of one plan. */
function artifactKey(artifact: ArtifactSourceNode): string {
  switch (artifact.kind) {
    case "output":
      return `output ${artifact.task} ${artifact.output}`;
    case "collected":
    case "merged":
      return `${artifact.kind} ${artifact.scope} ${artifact.result}`;
    case "state":
      return `state ${artifact.scope} ${artifact.name}`;
    case "input":
      return `input ${artifact.name}`;
    case "stored":
      return `stored ${JSON.stringify([artifact.location, artifact.unpack])}`;
  }
}
