import { fnv1a } from "../../../util/fnv1a.ts";
import type { PlanStep } from "../../plan/plan.ts";
import { maxWeight, weightOf } from "./weight.ts";

/** A DAG template takes 200 tasks; some room is left for what a lowering adds, and for the templates of its tasks beside it. */
const maxSteps = 180;
/** Parts end where a name says so, but are no shorter than this. */
const minSteps = 60;
/** Of how many names one ends a part. */
const oneIn = 64;

/** Whether a body is more than one DAG takes. A single step can't be cut, however heavy. */
export const isTooLong = (steps: readonly PlanStep[]): boolean =>
  steps.length > maxSteps || (steps.length > 1 && steps.reduce((sum, step) => sum + weightOf(step), 0) > maxWeight);

/**
 * Cuts a long row of steps into parts. Where a part ends is said by the names in it and not by counting, so that a step more moves
 * one end, and all other parts stay what they were.
 */
export function parts(steps: readonly PlanStep[]): readonly (readonly PlanStep[])[] {
  const found: PlanStep[][] = [];
  let open: PlanStep[] = [];
  let weight = 0;
  const close = (): void => {
    if (open.length > 0) found.push(open);
    open = [];
    weight = 0;
  };
  for (const step of steps) {
    const own = weightOf(step);
    if (weight + own > maxWeight) close();
    open.push(step);
    weight += own;
    const isLongEnough = open.length >= minSteps || weight >= maxWeight / 3;
    if (open.length === maxSteps || (isLongEnough && endsPart(step.name))) close();
  }
  close();
  return found;
}

/** Whether a name is one of those at which parts end. */
export const endsPart = (name: string): boolean => fnv1a(name) % oneIn === 0;
