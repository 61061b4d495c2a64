/** A value and how often it occurs. */
export interface ValueCount<Value> {
  readonly value: Value;
  readonly count: number;
}

/**
 * Which values are the most frequent? Keeps `limit` of them, whatever comes; of equally frequent ones those that came first.
 * Constant time for a value that is not among them, O(limit) for one that is.
 *
 * @example
 * const top = new TopValues<number>(2);
 * top.add(1, 5);
 * top.add(2, 9);
 * top.add(3, 7);
 * top.list(); // => [{ value: 2, count: 9 }, { value: 3, count: 7 }]
 */
export class TopValues<Value> {
  readonly #limit: number;
  readonly #kept: ValueCount<Value>[] = [];
  #least = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(value: Value, count: number): void {
    const kept = this.#kept;
    if (kept.length === this.#limit && count <= this.#least) return;
    let place = kept.length;
    while (place > 0 && kept[place - 1]!.count < count) place--;
    kept.splice(place, 0, { value, count });
    if (kept.length > this.#limit) kept.pop();
    this.#least = kept.at(-1)!.count;
  }

  /** The most frequent first. */
  list(): readonly ValueCount<Value>[] {
    return [...this.#kept];
  }
}
