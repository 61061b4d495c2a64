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
 *
 * @param units steps that stay together: one each, or those of one exit handler
 */
export function parts<S extends PlanStep>(units: readonly (readonly S[])[]): readonly (readonly S[])[] {
  const found: S[][] = [];
  let open: S[] = [];
  let weight = 0;
  const close = (): void => {
    if (open.length > 0) found.push(open);
    open = [];
    weight = 0;
  };
  for (const unit of units) {
    const own = unit.reduce((sum, step) => sum + weightOf(step), 0);
    if (weight + own > maxWeight || open.length + unit.length > maxSteps) close();
    open.push(...unit);
    weight += own;
    const isLongEnough = open.length >= minSteps || weight >= maxWeight / 3;
    if (open.length === maxSteps || (isLongEnough && unit.some(({ name }) => endsPart(name)))) close();
  }
  close();
  return found;
}

/** Whether a name is one of those at which parts end. */
export const endsPart = (name: string): boolean => fnv1a(name) % oneIn === 0;
