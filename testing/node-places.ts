import { directStep } from "../compiler/3-lower/scope.ts";
import type { Plan, PlanExit, PlanStep, PlanTask } from "../compiler/plan/plan.ts";
import { stepsOf } from "../compiler/plan/visit-plan.ts";
import type { NodeStatus } from "../runner/controller/node-status.ts";
import { remembered } from "../util/remembered.ts";

/** What a node is in the author's program. */
export interface NodePlace {
  /** The pipeline that its step stands in. */
  readonly plan: Plan;
  /** The steps that it is: a branch or a loop over one task is that task. None for what stands between steps in a manifest alone. */
  readonly steps: readonly PlanStep[];
  /** Its name by the author's names: `train`, `trials(2)`, `prepare.ingest`, `repeat-improve(1).improve`. */
  readonly path: string;
  /** What the names of steps inside of it begin with. */
  readonly inside: string;
  /** The node of the step itself, when this one is a try or a part of its work. */
  readonly owner: string;
  /** The place around it. */
  readonly around: NodePlace | undefined;
  /** The branch of a `when` of several, whose steps stand in it. */
  readonly branch?: number;
}

/** Leads from the nodes of a run back to the steps of its plan, by their names. */
export class NodePlaces {
  readonly #plan: Plan;
  readonly #nodes: (name: string) => NodeStatus | undefined;
  readonly #places = new Map<string, NodePlace>();

  constructor(plan: Plan, nodes: (name: string) => NodeStatus | undefined) {
    this.#plan = plan;
    this.#nodes = nodes;
  }

  of(name: string): NodePlace {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    const place = this.#find(name);
    this.#places.set(name, place);
    return place;
  }

  #find(name: string): NodePlace {
    const node = this.#nodes(name);
    if (node?.retried === true) return this.of(name.replace(/\(\d+\)$/, ""));
    if (node?.boundary === undefined)
      return { plan: this.#plan, steps: [], path: "", inside: "", owner: name, around: undefined };
    if (node.hooked === true && name.endsWith(".onExit")) return this.#hook(name, this.of(name.slice(0, -".onExit".length)));
    const around = this.of(node.boundary);
    const rest = name.slice(node.boundary.length + 1);
    const item = rest.indexOf("(");
    const task = item < 0 ? rest : rest.slice(0, item);
    if (around.steps.at(-1)?.kind === "task") return { ...around }; // a part of its work
    const index = item < 0 ? "" : `(${/^\((\d+)/.exec(rest.slice(item))?.[1] ?? "0"})`;
    const steps = stepsCalled(task, around);
    if (steps.length === 0) return this.#between(name, task, around);
    return this.#step(name, steps, `${around.inside}${steps[0]!.name}${index}`, around);
  }

  #step(name: string, steps: readonly PlanStep[], path: string, around: NodePlace): NodePlace {
    const base = { plan: around.plan, steps, path, owner: name, around };
    const last = steps.at(-1)!;
    switch (last.kind) {
      case "call":
        return { ...base, plan: last.pipeline, inside: `${path}.` };
      case "for-each":
        return { ...base, inside: isLimited(last) && around.steps.at(-1) !== last ? around.inside : `${path}.` };
      case "repeat":
        return { ...base, inside: `${path}(0).` };
      default:
        return { ...base, inside: around.inside };
    }
  }

  /** The next round of a repetition, a branch of several, a part of what is too long for one DAG. */
  #between(name: string, task: string, around: NodePlace): NodePlace {
    const base = { ...around, steps: [], owner: name, around };
    if (task === "again") {
      const [, path = "", round = "0"] = /^(.*)\((\d+)\)\.$/.exec(around.inside) ?? [];
      return { ...base, inside: `${path}(${Number(round) + 1}).` };
    }
    const step = around.steps.at(-1);
    if (step?.kind !== "when") return base;
    const [, word, index] = /-(then|otherwise|else-(\d+))(?:-body)*$/.exec(task) ?? [];
    return { ...base, branch: word === "then" ? 0 : word === "otherwise" ? step.branches.length - 1 : Number(index) };
  }

  /** What runs when a step has ended. */
  #hook(name: string, of: NodePlace): NodePlace {
    const step = of.steps.at(-1);
    const around = of.around ?? of;
    const between: NodePlace = { ...around, plan: of.plan, steps: [], owner: name, around, inside: around.inside };
    if (step?.kind === "call") return { ...between, inside: of.inside };
    const single = step?.kind === "task" && step.exit !== undefined ? directStep(step.exit.steps, {}) : undefined;
    return single === undefined ? between : this.#step(name, chainOf(single), `${around.inside}${single.name}`, between);
  }
}

/** The steps that a name means at a place. */
function stepsCalled(name: string, { plan, steps }: NodePlace): readonly PlanStep[] {
  const found = stepsByName(plan).get(name) ?? exitStep(name, plan);
  if (found === undefined) return [];
  if (found.kind === "for-each" && isLimited(found) && steps.at(-1) !== found) return [found];
  return chainOf(found);
}

const isLimited = ({ options }: Extract<PlanStep, { kind: "for-each" }>): boolean =>
  options.parallelism !== undefined || options.failFast === true;

/** By name, the outermost step: what is called the same stands in it. */
const stepsByName: (plan: Plan) => ReadonlyMap<string, PlanStep> = remembered((plan: Plan) => {
  const byName = new Map<string, PlanStep>();
  for (const step of stepsOf(plan)) if (!byName.has(step.name)) byName.set(step.name, step);
  return byName;
});

/** `on-success` and `on-failure` are the lowering's names; of one handler of one task they are that task. */
function exitStep(name: string, { exits }: Plan): PlanStep | undefined {
  const of = exits.filter(({ on }: PlanExit) => name === `on-${on}`);
  return of.length === 0
    ? undefined
    : directStep(
        of.flatMap(({ steps }) => steps),
        {},
      );
}

/** A step, and the one that its node is too: a branch or a loop over one task has no node of its own beside it. */
function chainOf(step: PlanStep): readonly PlanStep[] {
  const single = onlyInside(step);
  return single === undefined ? [step] : [step, ...chainOf(single)];
}

function onlyInside(step: PlanStep): PlanStep | undefined {
  if (step.kind === "for-each") return directStep(step.steps, step.results);
  if (step.kind !== "when" || step.branches.length > 1 || step.merged.length > 0) return undefined;
  return directStep(step.branches[0]!.steps, {});
}

/** The task that a node works for; undefined for what holds others. */
export function taskOf({ steps }: NodePlace): PlanTask | undefined {
  const last = steps.at(-1);
  return last?.kind === "task" ? last : undefined;
}
