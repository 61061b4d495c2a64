import type { ChildProcess } from "node:child_process";
import { constants } from "node:os";

/**
 * The exit code of a process when all its output has come; one that a signal ended as shells count it: 128 and the signal's number.
 * @throws Error when it could not be started
 */
export function exitCodeOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? 128 + (signal === null ? 1 : constants.signals[signal])));
  });
}
