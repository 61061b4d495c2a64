import { readFileSync } from "node:fs";
import type { RunningContainer } from "./place.ts";
import { highestMemory, ownMemory, processTree, residentMemory, sharedMemory } from "./process-tree.ts";

const lookEveryMilliseconds = 200;
/** A program without bounds takes a gigabyte in a second. */
const checkLimitEveryMilliseconds = 20;

export interface ContainerWatch {
  readonly end: () => void;
  /** In bytes; undefined where the system does not tell. */
  readonly peakMemory: () => number | undefined;
  /** Whether it was killed for its memory. */
  readonly oomKilled: () => boolean;
}

/** Looks at a running container: its progress file, and its memory, which ends it when it is over its limit. */
export function watchContainer(
  container: RunningContainer,
  progressFile: string,
  memoryLimit: number | undefined,
  onProgress: (done: number, total: number) => void,
): ContainerWatch {
  let last = "";
  let peak = 0;
  let oomKilled = false;
  const look = (): void => {
    const pid = container.pid();
    if (pid !== undefined) peak = Math.max(peak, highestMemory(pid), residentMemory(processTree(pid)));
    const text = readText(progressFile);
    const [, done, total] = /^(\d+)\/(\d+)/.exec(text) ?? [];
    if (done === undefined || text === last) return;
    last = text;
    onProgress(Number(done), Number(total));
  };
  const checkLimit = (limit: number): void => {
    const pid = container.pid();
    if (pid === undefined || oomKilled) return;
    const pids = processTree(pid);
    if (ownMemory(pids) <= limit || sharedMemory(pids) <= limit) return;
    oomKilled = true;
    container.signal("SIGKILL");
  };
  const timers = [setInterval(look, lookEveryMilliseconds)];
  const first = setTimeout(look, lookEveryMilliseconds / 4); // a step that is over sooner has no figure
  if (memoryLimit !== undefined) timers.push(setInterval(() => checkLimit(memoryLimit), checkLimitEveryMilliseconds));
  return {
    end: () => {
      for (const timer of timers) clearInterval(timer);
      clearTimeout(first);
    },
    peakMemory: () => (peak === 0 ? undefined : peak),
    oomKilled: () => oomKilled,
  };
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
