import type { ArgNode } from "../../dsl/nodes/pipeline-node.ts";
import type { RefNode } from "../../dsl/nodes/ref-node.ts";
import type { Place } from "../../dsl/place.ts";
import { remembered } from "../../util/remembered.ts";
import type { Plan, PlanExit, PlanStep, StepId } from "../plan/plan.ts";
import { outerBodies, ownArgs, refArg, sourcesOf } from "../plan/visit-plan.ts";

/** What stands between the braces of a word: a branch, the body of a loop or a repetition, an exit handler. */
export interface Body {
  /** One per body; branches of a `when` differ. */
  readonly key: string;
  readonly kind: "when" | "for-each" | "repeat" | "exit";
  /** The loop, the `when`, … that it belongs to. */
  readonly id: StepId;
  readonly name: string;
  readonly at: Place | undefined;
  readonly steps: readonly PlanStep[];
  /** What it returns, or asks at its end: read from inside. */
  readonly ends: readonly BodyEnd[];
}

export interface BodyEnd {
  /** As messages name it: `Result "model"`. */
  readonly what: string;
  readonly arg: ArgNode;
}

/** One thing that is read, and where its reader stands. */
export interface Read {
  readonly arg: ArgNode;
  /** Who reads, as messages name it. */
  readonly reader: string;
  readonly at: Place | undefined;
  /** The bodies around the reader, outer first; what a body returns is read inside of it. */
  readonly around: readonly Body[];
}

/** A body that the reader stands outside of, though it reads what a step inside makes. */
export interface OutsideRead extends Read {
  readonly body: Body;
}

const results = (given: Readonly<Record<string, ArgNode>>): readonly BodyEnd[] =>
  Object.entries(given).map(([name, arg]) => ({ what: `Result "${name}"`, arg }));

const asked = (ref: RefNode): BodyEnd => ({ what: "The condition", arg: refArg(ref) });

/** The bodies of one step. */
function bodiesOfStep(step: PlanStep): readonly Body[] {
  const { id, name, at } = step;
  switch (step.kind) {
    case "task":
      return step.exit === undefined ? [] : [exitBody(step.exit, `onExit of ${name}`)];
    case "call":
    case "group":
      return [];
    case "when":
      return step.branches.map((branch, index) => ({
        key: `${id}/${index}`,
        kind: "when",
        id,
        name,
        at: branch.at ?? at,
        steps: branch.steps,
        ends: results(branch.results),
      }));
    case "for-each":
      return [{ key: `${id}`, kind: "for-each", id, name, at, steps: step.steps, ends: results(step.results) }];
    case "repeat":
      return [
        { key: `${id}`, kind: "repeat", id, name, at, steps: step.steps, ends: [...results(step.results), asked(step.until)] },
      ];
  }
}

/** The word that the author wrote. */
const handlerName = { always: "onExit", success: "onSuccess", failure: "onFailure" } as const;

const exitBody = ({ id, steps, at }: PlanExit, name: string): Body => ({
  key: `${id}`,
  kind: "exit",
  id,
  name,
  at,
  steps,
  ends: [],
});

/** Every body of a plan, outer before inner; exit handlers of the pipeline among them. */
export function allBodies(plan: Plan): readonly Body[] {
  const inside = (body: Body): readonly Body[] => [body, ...body.steps.flatMap((step) => bodiesOfStep(step).flatMap(inside))];
  return [
    ...plan.steps.flatMap((step) => bodiesOfStep(step).flatMap(inside)),
    ...plan.exits.map((exit) => exitBody(exit, handlerName[exit.on])).flatMap(inside),
  ];
}

/** Calls back for each step and each end of a body, with the bodies around it. */
function walk(
  steps: readonly PlanStep[],
  around: readonly Body[],
  onStep: (step: PlanStep, around: readonly Body[]) => void,
  onEnd: (end: BodyEnd, body: Body, inside: readonly Body[]) => void,
): void {
  for (const step of steps) {
    onStep(step, around);
    for (const body of bodiesOfStep(step)) {
      const inside = [...around, body];
      for (const end of body.ends) onEnd(end, body, inside);
      walk(body.steps, inside, onStep, onEnd);
    }
  }
}

function walkPlan(plan: Plan, onStep: Parameters<typeof walk>[2], onEnd: Parameters<typeof walk>[3]): void {
  walk(plan.steps, [], onStep, onEnd);
  for (const exit of plan.exits) walk(exit.steps, [exitBody(exit, handlerName[exit.on])], onStep, onEnd);
}

/** Everything that the steps of a plan read, and what its bodies return. */
export const readsOf: (plan: Plan) => readonly Read[] = remembered((plan) => {
  const reads: Read[] = [];
  walkPlan(
    plan,
    (step, around) => {
      const reader = `${step.kind === "task" ? "Task " : ""}"${step.name}"`;
      for (const arg of ownArgs(step)) reads.push({ arg, reader, at: step.at, around });
    },
    ({ what, arg }, { name, at }, inside) => reads.push({ arg, reader: `${what} of "${name}"`, at, around: inside }),
  );
  for (const { what, arg } of results(plan.results))
    reads.push({ arg, reader: `${what} of pipeline "${plan.name}"`, at: plan.at, around: [] });
  return reads;
});

/** The bodies around each step. */
export const bodiesAround: (plan: Plan) => ReadonlyMap<StepId, readonly Body[]> = remembered((plan) => {
  const bodies = new Map<StepId, readonly Body[]>();
  walkPlan(
    plan,
    (step, around) => bodies.set(step.id, around),
    () => undefined,
  );
  return bodies;
});

/** What is read from outside of the body that makes it, with the outermost such body. */
export const outsideReads: (plan: Plan) => readonly OutsideRead[] = remembered((plan) => {
  const bodies = bodiesAround(plan);
  return readsOf(plan).flatMap((read) => {
    const keys = new Set(read.around.map(({ key }) => key));
    return sourcesOf(read.arg).flatMap((id) => {
      const body = bodies.get(id)?.find(({ key }) => !keys.has(key));
      return body === undefined ? [] : [{ ...read, body }];
    });
  });
});

/** The steps of every body of a plan, its outermost ones first. */
export const bodySteps = (plan: Plan): readonly (readonly PlanStep[])[] => [
  ...outerBodies(plan),
  ...allBodies(plan).map(({ steps }) => steps),
];
