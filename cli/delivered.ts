import type { OpenedRun } from "../runner/open-run.ts";
import { holderOf } from "../runner/run/run-lock.ts";

/** How long mail may take that a runner gets: it looks twice a second, and may be busy. */
const patienceMilliseconds = 10_000;

/** Waits until somebody has taken mail out of a run's mailbox. @returns what else is to be said about it */
export async function delivered({ folder, info }: OpenedRun, isPosted: () => boolean): Promise<string> {
  if (holderOf(folder) === undefined)
    return `\nNobody works on the run now. It counts when somebody goes on: npx pipewright run --resume ${info.runId}`;
  for (const end = Date.now() + patienceMilliseconds; isPosted(); ) {
    if (Date.now() > end) return "\nThe run has not taken note of it yet; it will when it can.";
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return "";
}
