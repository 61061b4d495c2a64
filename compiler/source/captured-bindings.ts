import { freeNames } from "./free-names.ts";
import type { Binding, Scope } from "./scope.ts";
import type { FunctionValue } from "./value.ts";

/** A variable that a function reads, and where it is found. */
export interface CapturedBinding {
  readonly binding: Binding;
  readonly scope: Scope;
}

/** The variables that a function reads, by itself and through the project's functions that it mentions. */
export function capturedBindings(callee: FunctionValue): readonly CapturedBinding[] {
  const found = new Map<Binding, CapturedBinding>();
  const waiting = [callee];
  const seen = new Set<unknown>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next.node)) continue;
    seen.add(next.node);
    for (const name of freeNames(next.node)) {
      const captured = next.scope.find(name);
      const value = next.scope.valueOf(name);
      if (captured?.binding !== undefined) found.set(captured.binding, { binding: captured.binding, scope: captured.scope });
      if (value?.kind === "function") waiting.push(value);
    }
  }
  return [...found.values()];
}
