import type { Tags } from "./substitute.ts";

/** Several sets of tags as one, of which nothing is copied: a look at one name of many is all that most texts need. Later ones win. */
export class JoinedTags implements ReadonlyMap<string, string | null> {
  readonly #sets: readonly Tags[];

  constructor(sets: readonly Tags[]) {
    this.#sets = sets.flatMap((tags) => (tags instanceof JoinedTags ? tags.#sets : [tags]));
  }

  get(name: string): string | null | undefined {
    for (let at = this.#sets.length - 1; at >= 0; at--) {
      const value = this.#sets[at]!.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  has(name: string): boolean {
    return this.#sets.some((tags) => tags.has(name));
  }

  get size(): number {
    return this.#whole().size;
  }

  forEach(visit: (value: string | null, name: string, tags: ReadonlyMap<string, string | null>) => void): void {
    for (const [name, value] of this) visit(value, name, this);
  }

  keys(): MapIterator<string> {
    return this.#whole().keys();
  }

  values(): MapIterator<string | null> {
    return this.#whole().values();
  }

  entries(): MapIterator<[string, string | null]> {
    return this.#whole().entries();
  }

  [Symbol.iterator](): MapIterator<[string, string | null]> {
    return this.entries();
  }

  #whole(): Map<string, string | null> {
    const whole = new Map<string, string | null>();
    for (const tags of this.#sets) for (const [name, value] of tags) whole.set(name, value);
    return whole;
  }
}
