import type { ArgNode } from "../../dsl/nodes/pipeline-node.ts";
import type { ScopeId, TaskId } from "../../dsl/nodes/ref-node.ts";
import type { Place } from "../../dsl/place.ts";
import type { Plan, PlanForEach, PlanStep, PlanWhen } from "../plan/plan.ts";
import { ownArgs, sourcesOf } from "../plan/visit-plan.ts";

/** A step that holds steps. */
export type Body = PlanWhen | PlanForEach;

/** One thing that is read, and where its reader stands. */
export interface Read {
  readonly arg: ArgNode;
  /** Who reads, as messages name it. */
  readonly reader: string;
  readonly at: Place | undefined;
  /** The bodies around the reader, outer first; a loop's result is read in the loop's body. */
  readonly around: readonly Body[];
}

/** A body that the reader stands outside of, though it reads what a step inside makes. */
export interface OutsideRead extends Read {
  readonly body: Body;
}

/** Everything that the steps of a plan read. */
export const readsOf = (plan: Plan): readonly Read[] => readsIn(plan.steps, []);

function readsIn(steps: readonly PlanStep[], around: readonly Body[]): readonly Read[] {
  return steps.flatMap((step) => {
    const own = ownArgs(step).map((arg): Read => ({ arg, reader: `Task "${step.name}"`, at: step.at, around }));
    if (step.kind === "task") return own;
    const inside = [...around, step];
    const results =
      step.kind === "for-each"
        ? Object.entries(step.results).map(
            ([name, arg]): Read => ({ arg, reader: `Result "${name}" of "${step.name}"`, at: step.at, around: inside }),
          )
        : [];
    return [...own, ...results, ...readsIn(step.steps, inside)];
  });
}

/** The bodies around each step. */
export function bodiesOf(plan: Plan): ReadonlyMap<TaskId | ScopeId, readonly Body[]> {
  const bodies = new Map<TaskId | ScopeId, readonly Body[]>();
  const remember = (steps: readonly PlanStep[], around: readonly Body[]): void => {
    for (const step of steps) {
      bodies.set(step.id, around);
      if (step.kind !== "task") remember(step.steps, [...around, step]);
    }
  };
  remember(plan.steps, []);
  return bodies;
}

/** What is read from outside of the body that makes it, with the outermost such body. */
export function outsideReads(plan: Plan): readonly OutsideRead[] {
  const bodies = bodiesOf(plan);
  return readsOf(plan).flatMap((read) =>
    sourcesOf(read.arg).flatMap((id) => {
      const body = bodies.get(id)?.find((one) => !read.around.includes(one));
      return body === undefined ? [] : [{ ...read, body }];
    }),
  );
}
