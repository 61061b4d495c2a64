import { readdirSync, readFileSync } from "node:fs";

/** The processes of this machine whose environment holds a text, by what the system tells. */
export function processesWith(text: string): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => readText(`/proc/${pid}/environ`).includes(text))
    .map(Number);
}

/** The children of a process. */
export function childrenOf(parent: number): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => new RegExp(`\\) \\S ${parent} `).test(readText(`/proc/${pid}/stat`)))
    .map(Number);
}

export const commandOf = (pid: number): string => readText(`/proc/${pid}/cmdline`).replaceAll("\0", " ");

/** Whether a process is there and has not ended. */
export const isRunning = (pid: number): boolean => {
  const stat = readText(`/proc/${pid}/stat`);
  return stat !== "" && !/\) [ZX] /.test(stat);
};

export function kill(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, "SIGKILL");
  } catch {
    // it has ended by itself
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}
