import type { Synchronization } from "../../compiler/argo/model.generated.ts";
import { ControlError } from "./control-error.ts";
import type { ConfigMapValue } from "./process-args.ts";
import type { Submission } from "./submission.ts";

interface Lock {
  readonly name: string;
  readonly limit: number;
}

/** Mutexes and semaphores, held by nodes of the runs of this process; first come, first served. */
export class Locks {
  readonly #holders = new Map<string, Set<string>>();
  readonly #queues = new Map<string, string[]>();
  readonly #listeners = new Set<() => void>();

  /**
   * Calls whenever somebody may go on: a run that waits for another one of this process hears of it only here.
   * @returns a function that takes it back
   */
  onRelease(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Who holds what one waits for. */
  holdersBefore(waiting: string): readonly string[] {
    return [...this.#queues].flatMap(([name, queue]) => (queue.includes(waiting) ? [...this.#holdersOf(name)] : []));
  }

  /**
   * Takes all the locks that a node wants, or none.
   * @returns why it has to wait; undefined when it holds them
   * @throws ControlError for a semaphore whose ConfigMap is not there
   */
  acquire(wanted: Synchronization, holder: string, { namespace }: Submission, configMap: ConfigMapValue): string | undefined {
    const locks = locksOf(wanted, namespace, configMap);
    for (const { name } of locks) {
      const queue = this.#queues.get(name) ?? [];
      this.#queues.set(name, queue);
      if (!queue.includes(holder) && !this.#holdersOf(name).has(holder)) queue.push(holder);
    }
    const missing = locks.find(({ name, limit }) => !this.#isFree(name, limit, holder));
    if (missing !== undefined)
      return `Waiting for ${missing.name} lock. Lock status: ${Math.max(0, missing.limit - this.#holdersOf(missing.name).size)}/${missing.limit}`;
    for (const { name } of locks) {
      this.#holdersOf(name).add(holder);
      this.#leave(name, holder);
    }
    return undefined;
  }

  /** @returns whether somebody may go on now */
  release(holder: string): boolean {
    let released = false;
    for (const [name, holders] of this.#holders) {
      const gave = holders.delete(holder);
      if (this.#leave(name, holder) || gave) released = true;
    }
    if (released) for (const listener of this.#listeners) listener();
    return released;
  }

  #isFree(name: string, limit: number, holder: string): boolean {
    const holders = this.#holdersOf(name);
    if (holders.has(holder)) return true;
    const free = limit - holders.size;
    return (this.#queues.get(name) ?? []).indexOf(holder) < free;
  }

  #holdersOf(name: string): Set<string> {
    const holders = this.#holders.get(name) ?? new Set();
    this.#holders.set(name, holders);
    return holders;
  }

  #leave(name: string, holder: string): boolean {
    const queue = this.#queues.get(name) ?? [];
    const at = queue.indexOf(holder);
    if (at >= 0) queue.splice(at, 1);
    return at >= 0;
  }
}

function locksOf({ mutexes = [], semaphores = [] }: Synchronization, home: string, configMap: ConfigMapValue): readonly Lock[] {
  return [
    ...mutexes.map(({ name, namespace }) => ({ name: `${namespace ?? home}/Mutex/${name}`, limit: 1 })),
    ...semaphores.map((semaphore): Lock => {
      const { name = "", key = "" } = semaphore.configMapKeyRef ?? {};
      const text = configMap(name, key);
      if (text === undefined || !/^\d+$/.test(text.trim()))
        throw new ControlError(
          `failed to initialize semaphore: ConfigMap '${name}' does not have the key '${key}' with a number`,
        );
      return { name: `${semaphore.namespace ?? home}/ConfigMap/${name}/${key}`, limit: Number(text) };
    }),
  ];
}
