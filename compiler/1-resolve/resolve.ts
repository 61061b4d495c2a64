import type { ArgNode, ForEachNode, OrderNode, PipelineNode, StepNode } from "../../dsl/nodes/pipeline-node.ts";
import type { ScopeId, TaskId } from "../../dsl/nodes/ref-node.ts";
import type { Plan, PlanStep } from "../plan/plan.ts";
import { leafRefs, ownArgs, sourcesOf } from "../plan/visit-plan.ts";
import { reduceEdges } from "./edges.ts";
import { nameSteps } from "./names.ts";
import { resolveParam } from "./param.ts";

/** Gives every step a name and every body its edges. Total: what is wrong stays in the plan for the check to find. */
export function resolve(pipeline: PipelineNode): Plan {
  const names = nameSteps(pipeline.body);
  const context: Context = { names, after: orderEdges(pipeline.body), usedResults: usedResults(pipeline.body) };
  return Object.freeze({
    name: pipeline.name,
    description: pipeline.description,
    params: Object.entries(pipeline.params).map(([name, schema]) => resolveParam(name, schema)),
    schedule: pipeline.schedule,
    steps: resolveBody(pipeline.body, context),
    at: pipeline.at,
  });
}

type Id = TaskId | ScopeId;

interface Context {
  readonly names: ReadonlyMap<Id, string>;
  readonly after: ReadonlyMap<Id, readonly Id[]>;
  readonly usedResults: ReadonlySet<string>;
}

function resolveBody(body: readonly StepNode[], context: Context): readonly PlanStep[] {
  const steps = body.map((node) => resolveStep(node, context));
  const owners = new Map<Id, string>();
  for (const step of steps) for (const id of idsIn(step)) owners.set(id, step.name);
  const wanted = new Map(steps.map((step) => [step.name, neededSiblings(step, owners, context.after)]));
  const reduced = reduceEdges(wanted);
  return Object.freeze(steps.map((step) => Object.freeze({ ...step, dependsOn: reduced.get(step.name)! })));
}

function resolveStep(node: StepNode, context: Context): PlanStep {
  const base = { name: context.names.get(node.id)!, dependsOn: [], at: node.at };
  switch (node.kind) {
    case "task":
      return { ...base, kind: "task", id: node.id, component: node.component, args: node.args, options: node.options };
    case "when":
      return { ...base, kind: "when", id: node.id, condition: node.condition, steps: resolveBody(node.body, context) };
    case "for-each":
      return {
        ...base,
        kind: "for-each",
        id: node.id,
        items: node.items,
        results: readResults(node, context.usedResults),
        steps: resolveBody(node.body, context),
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

const resultKey = (scope: ScopeId, result: string): string => `${scope} ${result}`;

/** The results of a loop that somebody reads; what nobody reads is not collected. */
function readResults(node: ForEachNode, used: ReadonlySet<string>): ForEachNode["results"] {
  return Object.fromEntries(Object.entries(node.results).filter(([name]) => used.has(resultKey(node.id, name))));
}

function usedResults(body: readonly StepNode[]): ReadonlySet<string> {
  const used = new Set<string>();
  const use = (arg: ArgNode): void => {
    if (arg.kind === "artifact") {
      if (arg.artifact.kind === "collected") used.add(resultKey(arg.artifact.scope, arg.artifact.result));
    } else if (arg.value.kind === "ref") {
      for (const ref of leafRefs(arg.value.ref)) if (ref.kind === "collected") used.add(resultKey(ref.scope, ref.result));
    }
  };
  const visit = (node: StepNode): void => {
    if (node.kind === "task") Object.values(node.args).forEach(use);
    else node.body.forEach(visit);
    if (node.kind === "for-each") Object.values(node.results).forEach(use);
    if (node.kind === "when") use({ kind: "value", value: { kind: "ref", ref: node.condition } });
  };
  body.forEach(visit);
  return used;
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
