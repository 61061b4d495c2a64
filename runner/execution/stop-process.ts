import type { ChildProcess } from "node:child_process";
import { longTimeout } from "../../util/long-timeout.ts";
import { killGroup } from "../pods/kill-group.ts";

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
