import type { ArgNode } from "../../dsl/nodes/pipeline-node.ts";
import type { RefNode, ValueNode } from "../../dsl/nodes/ref-node.ts";
import { remembered } from "../../util/remembered.ts";
import type { Plan, PlanExit, PlanStep, PlanTask, StepId } from "./plan.ts";

/** The bodies of a step, in the order of writing; a called pipeline's own steps are of another plan. */
export function bodiesOf(step: PlanStep): readonly (readonly PlanStep[])[] {
  switch (step.kind) {
    case "task":
      return step.exit === undefined ? [] : [step.exit.steps];
    case "call":
      return [];
    case "when":
      return step.branches.map(({ steps }) => steps);
    case "for-each":
    case "repeat":
    case "group":
      return [step.steps];
  }
}

/** Every step of a body and of the bodies inside it, outer before inner, in the order of writing. */
export function* allSteps(steps: readonly PlanStep[]): Generator<PlanStep> {
  for (const step of steps) {
    yield step;
    for (const body of bodiesOf(step)) yield* allSteps(body);
  }
}

/** The outermost bodies of a plan: its own, and those of its exit handlers. */
export const outerBodies = (plan: Plan): readonly (readonly PlanStep[])[] => [
  plan.steps,
  ...plan.exits.map(({ steps }: PlanExit) => steps),
];

/** Every step of one plan, exit handlers last. */
export const stepsOf: (plan: Plan) => readonly PlanStep[] = remembered((plan) =>
  outerBodies(plan).flatMap((body) => [...allSteps(body)]),
);

/** Every task of one plan, exit handlers last. */
export const tasksOf: (plan: Plan) => readonly PlanTask[] = remembered((plan) =>
  stepsOf(plan).filter((step) => step.kind === "task"),
);

/** A plan and every plan that it calls, each once, callers first. */
export function plansOf(plan: Plan): readonly Plan[] {
  const found = new Set<Plan>();
  const open = [plan];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    if (found.has(next)) continue;
    found.add(next);
    for (const step of stepsOf(next)) if (step.kind === "call") open.push(step.pipeline);
  }
  return [...found];
}

/** Every task of a plan and of those that it calls, in the order of writing. */
export const tasksOfAll = (plan: Plan): readonly PlanTask[] => plansOf(plan).flatMap(tasksOf);

/** The refs that a value is made of: itself, or the operands of an operation; never an operation. */
export function leafRefs(ref: RefNode): readonly LeafRef[] {
  return ref.kind === "operation" ? ref.operands.flatMap(leafRefsOfValue) : [ref];
}

/** A ref that names where its value comes from. */
export type LeafRef = Exclude<RefNode, { readonly kind: "operation" }>;

const leafRefsOfValue = (value: ValueNode): readonly LeafRef[] => (value.kind === "ref" ? leafRefs(value.ref) : []);

/** The refs that an argument reads. */
export const refsOf = (arg: ArgNode): readonly LeafRef[] => (arg.kind === "value" ? leafRefsOfValue(arg.value) : []);

/** A value as something that is given. */
export const valueArg = (value: ValueNode): ArgNode => ({ kind: "value", value });

/** A ref as something that is read. */
export const refArg = (ref: RefNode): ArgNode => ({ kind: "value", value: { kind: "ref", ref } });

/** What a step reads from where it stands: arguments, conditions, items; not what stands in its bodies. */
export function ownArgs(step: PlanStep): readonly ArgNode[] {
  switch (step.kind) {
    case "task":
      return [...Object.values(step.args), ...[step.env, step.digests].flatMap((given) => Object.values(given)).map(valueArg)];
    case "call":
      return Object.values(step.args);
    case "when":
      return step.branches.flatMap((branch) => (branch.condition === undefined ? [] : [refArg(branch.condition)]));
    case "for-each": {
      const { items } = step;
      if (items.kind === "value") return [refArg(items.ref)];
      return items.kind === "range" ? [{ kind: "value", value: items.count }] : [];
    }
    case "repeat":
      return Object.values(step.start);
    case "group":
      return [];
  }
}

/** What a step's bodies return or ask at their end: read from inside of them. */
export function innerArgs(step: PlanStep): readonly ArgNode[] {
  switch (step.kind) {
    case "when":
      return step.branches.flatMap(({ results }) => step.merged.map((name) => results[name]!));
    case "for-each":
      return Object.values(step.results);
    case "repeat":
      return [...Object.values(step.results), refArg(step.until)];
    default:
      return [];
  }
}

/** The steps that an argument's parts come from; nothing for constants, files, items and what the pipeline is given. */
export function sourcesOf(arg: ArgNode): readonly StepId[] {
  if (arg.kind === "value") return refsOf(arg).flatMap(sourceOfRef);
  return sourceOfRef(arg.artifact);
}

/** The step that a ref, or an artifact, comes from. */
export function sourceOfRef(ref: LeafRef | Extract<ArgNode, { kind: "artifact" }>["artifact"]): readonly StepId[] {
  if (ref.kind === "output") return [ref.task];
  return ref.kind === "collected" || ref.kind === "merged" ? [ref.scope] : [];
}
