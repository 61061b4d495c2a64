import type { Unit } from "./unit.ts";

/** The parts of a workflow that can't go on, by what they wait for. */
export class Sleepers {
  /** For room: as many run as may. */
  readonly #blocked = new Set<Unit>();
  /** For a mutex or a semaphore. */
  readonly #locked = new Set<Unit>();
  /** For a name that is not there yet: the node, and what it waits for. */
  readonly #nameless = new Map<string, string>();

  get hasBlocked(): boolean {
    return this.#blocked.size > 0;
  }

  get hasLocked(): boolean {
    return this.#locked.size > 0;
  }

  get nameless(): ReadonlyMap<string, string> {
    return this.#nameless;
  }

  waitForRoom(unit: Unit): void {
    this.#blocked.add(unit);
  }

  waitForLock(unit: Unit): void {
    this.#locked.add(unit);
  }

  waitForName(node: string, why: string): void {
    this.#nameless.set(node, why);
  }

  /** Each walk finds anew who waits for a name. */
  forgetNames(): void {
    this.#nameless.clear();
  }

  /** Something has ended, so that what waited for room may begin. */
  wakeForRoom(): void {
    wake(this.#blocked);
  }

  wakeForLock(): void {
    wake(this.#locked);
  }
}

function wake(units: Set<Unit>): void {
  const woken = [...units];
  units.clear();
  for (const unit of woken) unit.wake();
}
