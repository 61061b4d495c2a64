import type { ts } from "ts-morph";
import { assignedNames } from "../assigned-names.ts";
import type { Binding, Scope } from "../scope.ts";
import { join, type Value } from "../value.ts";
import type { Evaluation } from "./evaluation.ts";

/** One way on, of several. */
export interface Alternative {
  readonly node: ts.Node;
  /** @returns whether what comes after it can be reached */
  readonly follow: () => boolean;
}

/**
 * Follows each of several ways from the same start; afterwards a variable is what it is at the end of any that goes on.
 *
 * @param otherwise whether the program may also take none of them
 */
export function alternatives(evaluation: Evaluation, scope: Scope, ways: readonly Alternative[], otherwise: boolean): boolean {
  const bindings = bindingsAssigned(ways, scope);
  const before = bindings.map(({ value }) => value);
  const ends: (readonly Value[])[] = otherwise ? [before] : [];
  evaluation.state.uncertain++;
  for (const { follow } of ways) {
    restore(bindings, before);
    if (follow()) ends.push(bindings.map(({ value }) => value));
  }
  evaluation.state.uncertain--;
  const [first, ...others] = ends;
  if (first === undefined) return false;
  bindings.forEach((binding, index) => {
    binding.value = others.reduce<Value>((value, end) => join(value, end[index]), first[index]!);
  });
  return true;
}

function bindingsAssigned(ways: readonly Alternative[], scope: Scope): readonly Binding[] {
  const names = new Set(ways.flatMap(({ node }) => [...assignedNames(node).all]));
  return [...names].flatMap((name) => {
    const binding = scope.find(name)?.binding;
    return binding?.steady === true ? [binding] : [];
  });
}

function restore(bindings: readonly Binding[], values: readonly Value[]): void {
  bindings.forEach((binding, index) => {
    binding.value = values[index]!;
  });
}
