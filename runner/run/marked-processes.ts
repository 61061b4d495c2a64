import { readdirSync, readFileSync } from "node:fs";

/** The variable by which the processes that a runner has started are known, and all that they start in turn. */
export const markVariable = "PIPEWRIGHT_RUNNER";

/** The mark of this process's own children, if it marks them. */
export function ownMark(): Readonly<Record<string, string>> {
  const mark = process.env[markVariable];
  return mark === undefined ? {} : { [markVariable]: mark };
}

/** Killed processes may have started others meanwhile; this often is looked again. */
const rounds = 50;

/** The processes that carry a mark, as Linux tells; none elsewhere. */
export function markedProcesses(mark: string): readonly number[] {
  const text = `${markVariable}=${mark}\0`;
  return numbersIn("/proc").filter((pid) => pid !== process.pid && `${readText(`/proc/${pid}/environ`)}\0`.includes(text));
}

/**
 * Ends at once whatever runners that are gone have left behind: nobody would take its outputs, and it would write beside the one that does
 * the same work again.
 *
 * @returns how many processes there were
 */
export function endMarked(marks: readonly string[]): number {
  const ended = new Set<number>();
  for (const mark of marks) {
    for (let round = 0; round < rounds; round++) {
      const found = markedProcesses(mark);
      if (found.length === 0) break;
      for (const pid of found) {
        ended.add(pid);
        kill(pid);
      }
    }
  }
  return ended.size;
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it has ended by itself
  }
}

function numbersIn(folder: string): readonly number[] {
  try {
    return readdirSync(folder).flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
  } catch {
    return [];
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return ""; // it has ended, or is somebody else's
  }
}
