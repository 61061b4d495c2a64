import type { Template } from "../../compiler/argo/model.generated.ts";
import { fits } from "../pods/machine/fits.ts";
import type { Machine } from "../pods/machine/machine.ts";
import { type PodRequest, podRequest } from "../pods/machine/pod-request.ts";

/** Lets so many pods run at once as this machine has room for. */
export interface Room {
  /** Runs `work` when there is room for a pod of this template, before `use` returns if there is now; at once when its signal is aborted. */
  readonly use: <T>(template: Template, signal: AbortSignal, work: () => Promise<T>) => Promise<T>;
}

interface Waiting {
  readonly request: PodRequest;
  readonly go: () => void;
}

/**
 * Room for a number of pods, and for what they ask of the machine. Who came first goes first, but for those that fit where a larger one
 * has to wait.
 *
 * @param machine without it nobody counts what pods ask for
 */
export function roomFor(count: number, machine?: Machine): Room {
  const running = new Set<PodRequest>();
  const waiting = new Set<Waiting>();
  const requestOf = (template: Template): PodRequest => {
    const { gpus, ...request } = podRequest(template);
    return { ...request, gpus: machine === undefined || machine.gpus === 0 ? 0 : gpus }; // without devices it does without
  };
  const hasRoom = (request: PodRequest): boolean =>
    running.size < count && (machine === undefined || fits(machine, [...running], request));
  const letGo = (request: PodRequest): void => {
    running.delete(request);
    const tooLarge = new Set<string>();
    for (const one of waiting) {
      if (running.size >= count) return;
      const { cpu, memory, gpus } = one.request;
      const size = `${cpu} ${memory} ${gpus}`;
      if (tooLarge.has(size)) continue;
      if (!hasRoom(one.request)) {
        tooLarge.add(size);
        continue;
      }
      waiting.delete(one);
      running.add(one.request);
      one.go();
    }
  };
  return {
    use: async (template, signal, work) => {
      if (signal.aborted) return await work();
      const request = requestOf(template);
      if (hasRoom(request)) running.add(request);
      else await turn(request, waiting, signal);
      try {
        return await work();
      } finally {
        if (running.has(request)) letGo(request);
      }
    },
  };
}

/** Waits until there is room, or the pod is not wanted any more and needs none. */
function turn(request: PodRequest, waiting: Set<Waiting>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const leave = (): void => {
      waiting.delete(one);
      resolve();
    };
    const one: Waiting = {
      request,
      go: () => {
        signal.removeEventListener("abort", leave);
        resolve();
      },
    };
    waiting.add(one);
    signal.addEventListener("abort", leave, { once: true });
  });
}
