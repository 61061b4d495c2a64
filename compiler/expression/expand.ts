import { map } from "./make-value.ts";
import type { MapValue, Value } from "./value.ts";

/** A tree of names that is being built. */
type Branch = Map<string, Branch | Value>;

/**
 * Names with dots as nested maps: `inputs.parameters.x` becomes a map in a map in a map. A name that others begin with
 * (`item` beside `item.name`) loses its own value.
 *
 * @example expand(new Map([["a.b", "1"], ["a.c", "2"]])) // a map with "a", a map with "b" and "c"
 */
export function expand(values: ReadonlyMap<string, Value>): MapValue {
  const names = [...values.keys()].toSorted();
  const root: Branch = new Map();
  for (const [i, name] of names.entries()) {
    if (names[i + 1]?.startsWith(`${name}.`) === true) continue;
    const steps = name.split(".");
    const last = steps.pop() as string;
    branchAt(root, steps).set(last, values.get(name) as Value);
  }
  return freeze(root);
}

function branchAt(root: Branch, steps: readonly string[]): Branch {
  let branch = root;
  for (const step of steps) {
    const next = branch.get(step);
    if (next instanceof Map) branch = next;
    else {
      const made: Branch = new Map();
      branch.set(step, made);
      branch = made;
    }
  }
  return branch;
}

function freeze(branch: Branch): MapValue {
  return map([...branch].map(([name, value]) => [name, value instanceof Map ? freeze(value) : value] as const));
}
