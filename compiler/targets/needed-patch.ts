import { behaviours } from "./behaviours.ts";
import type { Behaviour, Target } from "./target.ts";

/** A patch release below which a target behaves otherwise than a manifest needs. */
export interface NeededPatch {
  readonly patch: string;
  readonly behaviour: Behaviour;
}

/**
 * The first patch of a target that gives a manifest its meaning, where that is not the first of all.
 *
 * What counts is whether anything reads an output that may be absent, which is written as `??` in an expression.
 */
export function neededPatch(objects: readonly unknown[], target: Target): NeededPatch | undefined {
  const behaviour = target.behaviours.find(({ name }) => name === behaviours.absentOutputs.name);
  const patch = behaviour?.from[target.version];
  if (behaviour === undefined || patch === undefined) return undefined;
  return objects.some((object) => readsAbsentOutput(object)) ? { patch, behaviour } : undefined;
}

/** Fields whose whole text is an expression. */
const expressions = new Set(["expression", "fromExpression"]);

function readsAbsentOutput(value: unknown, field?: string): boolean {
  if (typeof value === "string") {
    if (field !== undefined && expressions.has(field)) return /outputs.*\?\?/s.test(value);
    return [...value.matchAll(/\{\{=(.*?)\}\}/gs)].some(([, expression = ""]) => /outputs.*\?\?/s.test(expression));
  }
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, inside]) => readsAbsentOutput(inside, key));
}
