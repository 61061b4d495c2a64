import type { Path } from "../../argo/yaml/json.ts";

interface Named {
  readonly name: string | undefined;
  readonly path: Path;
}

/** Those whose name an earlier one has, with that one. */
export function duplicates<T extends Named>(items: readonly T[]): readonly (readonly [again: T, first: T])[] {
  const first = new Map<string, T>();
  const found: (readonly [T, T])[] = [];
  for (const item of items) {
    if (item.name === undefined) continue;
    const other = first.get(item.name);
    if (other === undefined) first.set(item.name, item);
    else found.push([item, other]);
  }
  return found;
}
