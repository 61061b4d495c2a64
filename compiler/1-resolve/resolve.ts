import type { OrderNode, PipelineNode, StepNode } from "../../dsl/nodes/pipeline-node.ts";
import type { ScopeId, TaskId } from "../../dsl/nodes/ref-node.ts";
import type { Plan, PlanStep } from "../plan/plan.ts";
import { ownArgs, sourcesOf } from "../plan/visit-plan.ts";
import { reduceEdges } from "./edges.ts";
import { nameSteps } from "./names.ts";
import { resolveParam } from "./param.ts";

/** Gives every step a name and every body its edges. Total: what is wrong stays in the plan for the check to find. */
export function resolve(pipeline: PipelineNode): Plan {
  const names = nameSteps(pipeline.body);
  const after = orderEdges(pipeline.body);
  return Object.freeze({
    name: pipeline.name,
    description: pipeline.description,
    params: Object.entries(pipeline.params).map(([name, schema]) => resolveParam(name, schema)),
    schedule: pipeline.schedule,
    steps: resolveBody(pipeline.body, names, after),
    at: pipeline.at,
  });
}

type Id = TaskId | ScopeId;

function resolveBody(
  body: readonly StepNode[],
  names: ReadonlyMap<Id, string>,
  after: ReadonlyMap<Id, readonly Id[]>,
): readonly PlanStep[] {
  const steps = body.map((node) => resolveStep(node, names, after));
  const owners = new Map<Id, string>();
  for (const step of steps) for (const id of idsIn(step)) owners.set(id, step.name);
  const wanted = new Map(steps.map((step) => [step.name, neededSiblings(step, owners, after)]));
  const reduced = reduceEdges(wanted);
  return Object.freeze(steps.map((step) => Object.freeze({ ...step, dependsOn: reduced.get(step.name)! })));
}

function resolveStep(node: StepNode, names: ReadonlyMap<Id, string>, after: ReadonlyMap<Id, readonly Id[]>): PlanStep {
  const base = { name: names.get(node.id)!, dependsOn: [], at: node.at };
  switch (node.kind) {
    case "task":
      return { ...base, kind: "task", id: node.id, component: node.component, args: node.args, options: node.options };
    case "when":
      return { ...base, kind: "when", id: node.id, condition: node.condition, steps: resolveBody(node.body, names, after) };
    case "for-each":
      return {
        ...base,
        kind: "for-each",
        id: node.id,
        items: node.items,
        results: node.results,
        steps: resolveBody(node.body, names, after),
      };
  }
}

/** A step and all steps inside it. */
function idsIn(step: PlanStep): readonly Id[] {
  return step.kind === "task" ? [step.id] : [step.id, ...step.steps.flatMap(idsIn)];
}

/** The steps of the same body that this one, or anything inside it, reads from or comes after. */
function neededSiblings(
  step: PlanStep,
  owners: ReadonlyMap<Id, string>,
  after: ReadonlyMap<Id, readonly Id[]>,
): ReadonlySet<string> {
  const inside = new Set(idsIn(step));
  const sources = [...sourcesInside(step), ...[...inside].flatMap((id) => after.get(id) ?? [])];
  return new Set(sources.filter((id) => !inside.has(id)).flatMap((id) => owners.get(id) ?? []));
}

function sourcesInside(step: PlanStep): readonly Id[] {
  const own = ownArgs(step).flatMap(sourcesOf);
  return step.kind === "task" ? own : [...own, ...step.steps.flatMap(sourcesInside)];
}

function orderEdges(body: readonly StepNode[]): ReadonlyMap<Id, readonly Id[]> {
  const edges = new Map<Id, readonly Id[]>();
  const visit = (node: StepNode): void => {
    if (node.kind === "task") edges.set(node.id, node.after.map(idOfOrder));
    else node.body.forEach(visit);
  };
  body.forEach(visit);
  return edges;
}

const idOfOrder = (order: OrderNode): Id => (order.kind === "task" ? order.task : order.scope);
