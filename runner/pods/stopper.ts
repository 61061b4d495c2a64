import type { Template } from "../../compiler/argo/model.generated.ts";
import { longTimeout } from "../../util/long-timeout.ts";
import type { PodStop } from "./pod.ts";

/** What kubelet says of a pod that has had its time. */
const deadlineExceeded = "Pod was active on the node longer than the specified deadline";
const shutDown = "workflow shutdown with strategy:  Terminate";
/** Kubernetes' own: from SIGTERM to SIGKILL. */
export const defaultGraceSeconds = 30;

/** Ends a pod from outside: when the controller says so, or when its time is over. */
export class Stopper {
  readonly #listeners = new Set<(graceSeconds: number) => void>();
  readonly #signal: AbortSignal;
  readonly #onAbort = () => this.#stop(stopOf(this.#signal.reason));
  readonly #cancelDeadline: (() => void) | undefined;
  #stopped: PodStop | undefined;

  constructor(signal: AbortSignal, { activeDeadlineSeconds }: Template) {
    this.#signal = signal;
    signal.addEventListener("abort", this.#onAbort);
    const seconds = Number(activeDeadlineSeconds);
    if (Number.isFinite(seconds) && seconds > 0)
      this.#cancelDeadline = longTimeout(() => this.#stop({ message: deadlineExceeded }), seconds * 1000);
    if (signal.aborted) this.#onAbort();
  }

  /** Why the pod was ended; undefined while it was not. */
  get stopped(): PodStop | undefined {
    return this.#stopped;
  }

  /** Calls back when the pod is to end, or at once when it is so already. @returns a function that takes it back */
  onStop(listener: (graceSeconds: number) => void): () => void {
    if (this.#stopped !== undefined) listener(this.#stopped.graceSeconds ?? defaultGraceSeconds);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  end(): void {
    this.#signal.removeEventListener("abort", this.#onAbort);
    this.#cancelDeadline?.();
  }

  #stop(stop: PodStop): void {
    if (this.#stopped !== undefined) return;
    this.#stopped = stop;
    for (const listener of this.#listeners) listener(stop.graceSeconds ?? defaultGraceSeconds);
  }
}

function stopOf(reason: unknown): PodStop {
  const { message, graceSeconds } = (reason ?? {}) as Partial<PodStop>;
  const isOurs = typeof message === "string" && !(reason instanceof Error);
  return { message: isOurs ? message : shutDown, ...(isOurs && graceSeconds !== undefined && { graceSeconds }) };
}
