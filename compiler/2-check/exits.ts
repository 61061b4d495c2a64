import type { Plan, PlanStep, StepId } from "../plan/plan.ts";
import { allSteps, innerArgs, type LeafRef, ownArgs, refsOf, stepsOf } from "../plan/visit-plan.ts";
import { type Body, type Read, readsOf } from "./reads.ts";

/** An exit handler around a reader. */
export interface Handler extends Body {
  /** Its steps, and all inside them. */
  readonly inside: ReadonlySet<StepId>;
  /** The task whose hook it is; absent for a handler of the pipeline. */
  readonly owner: StepId | undefined;
}

/** A reader inside an exit handler, with the handlers around it, outer first. */
export interface ExitRead extends Read {
  readonly handlers: readonly [Handler, ...Handler[]];
}

/** Everything that is read inside an exit handler of the pipeline or of a task. */
export function exitReads(plan: Plan): readonly ExitRead[] {
  if (!hasHandlers(plan)) return [];
  const owners = new Map(stepsOf(plan).flatMap((step) => (step.kind === "task" && step.exit ? [[step.exit.id, step.id]] : [])));
  const known = new Map<Body["key"], Handler>();
  const handlerOf = (body: Body): Handler => {
    const handler = known.get(body.key) ?? {
      ...body,
      inside: new Set([...allSteps(body.steps)].map(({ id }) => id)),
      owner: owners.get(body.id),
    };
    known.set(body.key, handler);
    return handler;
  };
  return readsOf(plan).flatMap((read) => {
    const [first, ...others] = read.around.filter(({ kind }) => kind === "exit").map(handlerOf);
    return first === undefined ? [] : [{ ...read, handlers: [first, ...others] as const }];
  });
}

/** Whether anything runs at the end of something: most plans have nothing to be asked about it. */
export const hasHandlers = (plan: Plan): boolean =>
  plan.exits.length > 0 || stepsOf(plan).some((step) => step.kind === "task" && step.exit !== undefined);

type Left = Extract<LeafRef, { readonly kind: "left" }>;

/** What exit handlers of the pipeline read of its tasks. */
export const leftReads = (plan: Plan): readonly (ExitRead & { readonly ref: Left })[] =>
  exitReads(plan)
    .flatMap((read) => refsOf(read.arg).flatMap((ref) => (ref.kind === "left" ? [{ ...read, ref }] : [])))
    .filter(({ ref }) => plan.exits.some(({ id }) => id === ref.scope));

/** Everything that steps, and all inside them, read by name. */
export const leavesRead = (steps: readonly PlanStep[]): readonly LeafRef[] =>
  [...allSteps(steps)].flatMap((step) => [...ownArgs(step), ...innerArgs(step)]).flatMap(refsOf);
