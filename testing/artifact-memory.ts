import type { Artifact } from "../compiler/argo/model.generated.ts";
import { placeOf } from "../runner/controller/locate-artifact.ts";
import type { Content } from "./test-artifact.ts";

/** What lies at a place. */
export interface Kept {
  readonly content: Content;
  readonly madeBy: string | undefined;
}

/** The artifact repository of a test: what lies where, and what lies below a key. */
export class ArtifactMemory {
  readonly #kept = new Map<string, Kept>();
  readonly #below = new Map<string, string[]>();

  put(key: string, kept: Kept): void {
    const isNew = !this.#kept.has(key);
    this.#kept.set(key, kept);
    if (!isNew) return;
    const folder = key.slice(0, key.lastIndexOf("/"));
    const inside = this.#below.get(folder);
    if (inside === undefined) this.#below.set(folder, [key]);
    else inside.push(key);
  }

  get(key: string): Kept | undefined {
    return this.#kept.get(key);
  }

  /** What lies directly below a key, in the order of names. */
  below(key: string): readonly Kept[] {
    return (this.#below.get(key.replace(/\/$/, "")) ?? []).toSorted().map((inside) => this.#kept.get(inside)!);
  }
}

/** The place of an artifact as one text; undefined when it says none. */
export function keyOf(artifact: Artifact): string | undefined {
  const { key, bucket } = artifact.s3 ?? {};
  if (key !== undefined && key !== "") return bucket === undefined ? key : `${bucket}/${key}`;
  const { archive: _, ...place } = placeOf(artifact);
  return Object.keys(place).length === 0 ? undefined : JSON.stringify(place);
}
