import type { Unit } from "./unit.ts";

/** Who wants to be looked at again at which times. */
export class Alarms {
  readonly #times = new Map<Unit, Set<number>>();

  get size(): number {
    return this.#times.size;
  }

  /** @returns whether this time is new */
  set(unit: Unit, time: number): boolean {
    const times = this.#times.get(unit) ?? new Set();
    this.#times.set(unit, times);
    if (times.has(time)) return false;
    times.add(time);
    return true;
  }

  /** Wakes those whose time has come. */
  ring(now: number): void {
    for (const [unit, times] of this.#times) {
      for (const time of times) {
        if (time > now) continue;
        times.delete(time);
        unit.wake();
      }
      if (times.size === 0) this.#times.delete(unit);
    }
  }
}
