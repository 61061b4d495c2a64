import type { ReadObject } from "./recorded.ts";

type Node = Record<string | number, unknown>;

interface Spot {
  readonly owner: Node;
  readonly key: string | number;
}

/** Tags that are right in some places and wrong in others. */
const tags = [
  "{{inputs.parameters.nope}}",
  "{{workflow.nope}}",
  "{{workflow.priority}}",
  "{{workflow.failures}}",
  "{{tasks.a.status}}",
  "{{steps.a.outputs.result}}",
  "{{pod.name}}",
  "{{= nope }}",
];

/** One of the manifests with one place changed: something left out, doubled, turned round, renamed, or with a tag added. */
export function changed(manifests: readonly (readonly ReadObject[])[], random: () => number): readonly ReadObject[] {
  const one = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const objects = structuredClone(one(manifests)) as readonly ReadObject[];
  // What stands in items and in a workflow's arguments gets into a template only when it runs, and the check looks at templates.
  const spots = objects
    .flatMap(({ spec }) => spotsIn((spec ?? {}) as unknown as Node))
    .filter(({ owner, key }) => owner[key] !== undefined);
  if (spots.length === 0) return objects;
  const { owner, key } = one(spots);
  const value = owner[key];
  const texts = spots.map((spot) => spot.owner[spot.key]).filter((text) => typeof text === "string");
  const change = one(["leave out", "double", "turn", "rename", "tag"] as const);
  if (change === "leave out" && Array.isArray(owner)) owner.splice(Number(key), 1);
  else if (change === "leave out") delete owner[key];
  else if (change === "double" && Array.isArray(owner)) owner.push(structuredClone(value));
  else if (change === "turn" && Array.isArray(value)) value.reverse();
  else if (typeof value === "string") owner[key] = change === "tag" ? value + one(tags) : one(texts);
  return objects;
}

function spotsIn(value: Node): readonly Spot[] {
  return Object.keys(value).flatMap((key) => {
    const inner = value[key];
    if (key === "template" && typeof inner === "string") return [];
    if (key === "withItems" || (key === "arguments" && "entrypoint" in value)) return [];
    const own = { owner: value, key: Array.isArray(value) ? Number(key) : key };
    return typeof inner === "object" && inner !== null ? [own, ...spotsIn(inner as Node)] : [own];
  });
}
