import type { Template } from "../../compiler/argo/model.generated.ts";

/** Lets so many pods run at once as this machine has room for, first come, first served. */
export interface Room {
  /** Runs `work` when there is room for a pod of this template; at once when its signal is aborted. */
  readonly use: <T>(template: Template, signal: AbortSignal, work: () => Promise<T>) => Promise<T>;
}

/** Room for a number of pods, whatever they are. */
export function roomFor(count: number): Room {
  let free = count;
  const waiting: (() => void)[] = [];
  return {
    use: async (_template, signal, work) => {
      if (free > 0) free--;
      else await turn(waiting, signal);
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next === undefined) free++;
        else next();
      }
    },
  };
}

/** One that is stopped takes its turn at once: it does nothing with it but say so. */
function turn(waiting: (() => void)[], signal: AbortSignal): Promise<void> {
  return new Promise((go) => waiting.push(go)).then(() => void signal);
}
