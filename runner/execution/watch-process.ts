import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";

const lookEveryMilliseconds = 200;

/** Looks at a running step: its progress file, and how much memory it has had at most. */
export function watchProcess(child: ChildProcess, progressFile: string, onProgress: (done: number, total: number) => void) {
  let last = "";
  let peak: number | undefined;
  const look = (): void => {
    peak = Math.max(peak ?? 0, highestMemory(child.pid) ?? 0) || undefined;
    const text = readText(progressFile) ?? "";
    const [, done, total] = /^(\d+)\/(\d+)/.exec(text) ?? [];
    if (done === undefined || text === last) return;
    last = text;
    onProgress(Number(done), Number(total));
  };
  const timer = setInterval(look, lookEveryMilliseconds);
  const first = setTimeout(look, lookEveryMilliseconds / 4); // a step that is over sooner has no figure
  return {
    end: () => {
      clearInterval(timer);
      clearTimeout(first);
    },
    /** In bytes; undefined where the system does not tell. */
    peakMemory: () => peak,
  };
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** The high-water mark of resident memory, in bytes. */
function highestMemory(pid: number | undefined): number | undefined {
  const status = pid === undefined ? undefined : readText(`/proc/${pid}/status`);
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB/m.exec(status ?? "") ?? [];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}
