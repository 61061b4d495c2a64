/** Numbers, of which the smallest comes out first; each is in it once. */
export class Heap {
  readonly #items: number[] = [];
  readonly #there = new Set<number>();

  push(item: number): void {
    if (this.#there.has(item)) return;
    this.#there.add(item);
    this.#items.push(item);
    let at = this.#items.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#items[parent]! <= this.#items[at]!) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  pop(): number | undefined {
    const first = this.#items[0];
    if (first === undefined) return undefined;
    this.#there.delete(first);
    const last = this.#items.pop()!;
    if (this.#items.length > 0) {
      this.#items[0] = last;
      this.#sink();
    }
    return first;
  }

  #sink(): void {
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      const right = left + 1;
      let least = at;
      if (left < this.#items.length && this.#items[left]! < this.#items[least]!) least = left;
      if (right < this.#items.length && this.#items[right]! < this.#items[least]!) least = right;
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #swap(one: number, other: number): void {
    [this.#items[one], this.#items[other]] = [this.#items[other]!, this.#items[one]!];
  }
}
