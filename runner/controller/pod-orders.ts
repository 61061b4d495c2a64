import type { PodOrder, StopOrder, Surroundings } from "./surroundings.ts";

/** The pods that are on their way or run, and why some of them are to end. */
export class PodOrders {
  readonly #surroundings: Pick<Surroundings, "startPod" | "stopPod">;
  readonly #orders = new Map<string, PodOrder>();
  readonly #reasons = new Map<string, string>();

  constructor(surroundings: Pick<Surroundings, "startPod" | "stopPod">) {
    this.#surroundings = surroundings;
  }

  get size(): number {
    return this.#orders.size;
  }

  all(): readonly PodOrder[] {
    return [...this.#orders.values()];
  }

  has(name: string): boolean {
    return this.#orders.has(name);
  }

  get(name: string): PodOrder | undefined {
    return this.#orders.get(name);
  }

  start(order: PodOrder): void {
    this.#orders.set(order.node, order);
    this.#surroundings.startPod(order);
  }

  /** Ends a pod whose node then says why. */
  stop(order: StopOrder): void {
    if (this.#reasons.has(order.node)) return;
    this.#reasons.set(order.node, order.message);
    this.#surroundings.stopPod(order);
  }

  isStopping(name: string): boolean {
    return this.#reasons.has(name);
  }

  /** @returns the order, and why it was to end */
  take(name: string): { readonly order: PodOrder | undefined; readonly why: string | undefined } {
    const taken = { order: this.#orders.get(name), why: this.#reasons.get(name) };
    this.#orders.delete(name);
    this.#reasons.delete(name);
    return taken;
  }
}
