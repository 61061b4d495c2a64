import type { Template } from "../../compiler/argo/model.generated.ts";

/** Lets so many pods run at once as this machine has room for, first come, first served. */
export interface Room {
  /** Runs `work` when there is room for a pod of this template, before `use` returns if there is now; at once when its signal is aborted. */
  readonly use: <T>(template: Template, signal: AbortSignal, work: () => Promise<T>) => Promise<T>;
}

/** Room for a number of pods, whatever they are. */
export function roomFor(count: number): Room {
  let free = count;
  const waiting: (() => void)[] = [];
  return {
    use: async (_template, signal, work) => {
      if (signal.aborted) return await work();
      if (free > 0) free--;
      else await new Promise<void>((go) => waiting.push(go));
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
