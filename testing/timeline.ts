interface Happening {
  readonly time: number;
  readonly index: number;
  readonly happen: () => void;
}

/** What happens at which time, in that order; what happens at one time, in the order in which it was said. */
export class Timeline {
  readonly #events: Happening[] = [];
  #count = 0;
  now: number;

  constructor(now: number) {
    this.now = now;
  }

  /** Says what happens at a time; what lies behind us happens now. */
  at(time: number, happen: () => void): void {
    const events = this.#events;
    events.push({ time: Math.max(time, this.now), index: this.#count++, happen });
    let at = events.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(at, parent)) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  /** Goes on to the next time, and has everything happen that happens then. @returns whether there was anything */
  advance(): boolean {
    const next = this.#events[0];
    if (next === undefined) return false;
    this.now = next.time;
    while (this.#events[0]?.time === this.now) this.#pop().happen();
    return true;
  }

  #pop(): Happening {
    const events = this.#events;
    const first = events[0]!;
    const last = events.pop()!;
    if (events.length === 0) return first;
    events[0] = last;
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (left < events.length && this.#isBefore(left, least)) least = left;
      if (right < events.length && this.#isBefore(right, least)) least = right;
      if (least === at) return first;
      this.#swap(at, least);
      at = least;
    }
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#events[one]!, this.#events[other]!];
    return a.time < b.time || (a.time === b.time && a.index < b.index);
  }

  #swap(one: number, other: number): void {
    [this.#events[one], this.#events[other]] = [this.#events[other]!, this.#events[one]!];
  }
}
