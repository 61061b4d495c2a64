import type { ChildProcess } from "node:child_process";
import { longTimeout } from "../../util/long-timeout.ts";

/** Kubernetes' own: from SIGTERM to SIGKILL. */
const deadlineGraceMilliseconds = 30_000;
/** A person at the keyboard does not wait that long. */
const stopGraceMilliseconds = 5000;

/** Ends a step when the run is stopped or its time is up: SIGTERM, and SIGKILL after the grace period. */
export function stopProcess(child: ChildProcess, signal: AbortSignal, deadlineSeconds: number | undefined) {
  let reason: string | undefined;
  let killing: NodeJS.Timeout | undefined;
  const stop = (why: string, grace: number): void => {
    reason ??= why;
    killGroup(child, "SIGTERM");
    killing ??= setTimeout(() => killGroup(child, "SIGKILL"), grace);
  };
  const onAbort = () => stop("workflow shutdown with strategy:  Terminate", stopGraceMilliseconds);
  signal.addEventListener("abort", onAbort);
  if (signal.aborted) onAbort();
  const late = () => stop("Pod was active on the node longer than the specified deadline", deadlineGraceMilliseconds);
  const cancel = deadlineSeconds === undefined ? undefined : longTimeout(late, deadlineSeconds * 1000);
  return {
    /** Why it was ended from outside, in Argo's words. */
    reason: () => reason,
    end: () => {
      signal.removeEventListener("abort", onAbort);
      cancel?.();
      clearTimeout(killing);
    },
  };
}

/** Signals a process and all that it has started. */
export function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // it has ended by itself
  }
}
