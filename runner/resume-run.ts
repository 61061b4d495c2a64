import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Template } from "../compiler/argo/model.generated.ts";
import type { RunEvent } from "./event.ts";
import { submit } from "./manifest/submit.ts";
import type { OpenedRun } from "./open-run.ts";
import { carryOut, type RunOutcome, type RunSurroundings } from "./run/carry-out.ts";
import { forgetUnfinished } from "./run/forget-unfinished.ts";
import { type JournalState, readJournal } from "./run/journal.ts";
import { endMarked } from "./run/marked-processes.ts";
import { preflight } from "./run/preflight.ts";
import { pastEvents, type RunInfo } from "./run/run-folder.ts";
import { lockRun, pastHolders } from "./run/run-lock.ts";
import { RunError } from "./run-error.ts";

export interface ResumeOptions extends RunSurroundings {
  /** Is told what was told before, which is known and not told again. */
  readonly onPast: (event: RunEvent) => void;
  readonly canAnswer?: (waiting: Template) => boolean;
}

/**
 * Goes on with a run whose runner has ended early. What had ended is not run again; what was running begins again, in a fresh folder, after
 * whatever is left of it was ended.
 *
 * @throws RunError `run-is-held` by another process, `run-has-ended`, and what `run` refuses
 */
export async function resumeRun(run: OpenedRun, options: ResumeOptions): Promise<RunOutcome> {
  const { folder, info, cluster, workflow } = run;
  if (info.again !== undefined) throw isOneStep(info.runId, info.again);
  const letGo = lockRun(folder, options.mark);
  try {
    const state = stateOf(folder);
    const past = pastEvents(folder);
    if (state.ended !== undefined && isTold(past, folder)) throw hasEnded(info.runId, state.ended);
    const marks = pastHolders(folder).flatMap(({ mark }) => (mark === undefined || mark === options.mark ? [] : [mark]));
    endMarked(marks);
    if (info.executor === "container") await endContainers(marks);
    const { uid, createdAt: now, scheduledAt } = info;
    const submission = submit(workflow, cluster, { uid, now, ...(scheduledAt !== undefined && { scheduledAt }) });
    if (state.ended === undefined) forgetUnfinished(join(folder, "artifacts"), state.nodes);
    const podRunner = options.pods(folder);
    try {
      if (state.ended === undefined) await preflight(submission, podRunner, options.canAnswer);
      for (const event of past) options.onPast(event);
      return await carryOut({ ...options, submission, cluster, info, folder, podRunner, before: { state, past } });
    } finally {
      await podRunner.end();
    }
  } finally {
    letGo();
  }
}

async function endContainers(marks: readonly string[]): Promise<void> {
  const { endMarkedContainers } = await import("./pods/container/end-marked-containers.ts");
  await endMarkedContainers(marks);
}

/** A runner may have been killed when all was done and not all was said. */
const isTold = (past: readonly RunEvent[], folder: string): boolean =>
  past.at(-1)?.type === "run-finished" && existsSync(join(folder, "report.html"));

/** A run that was killed before it wrote a line has done nothing. */
function stateOf(folder: string): JournalState {
  try {
    return readJournal(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return { nodes: [], globals: [], facts: new Map(), shutdown: undefined, ended: undefined, bytes: 0 };
  }
}

const isOneStep = (runId: string, again: NonNullable<RunInfo["again"]>): RunError =>
  new RunError(
    "run-of-one-step",
    `Run ${runId} is of one step alone, and there is nothing in it to go on with.`,
    `Run the step again: pipewright run --only ${again.node} --from ${again.runId}.`,
  );

const hasEnded = (runId: string, { phase, message }: NonNullable<JournalState["ended"]>): RunError =>
  new RunError(
    "run-has-ended",
    `Run ${runId} has ended: ${phase}${message === "" ? "" : `: ${message}`}.`,
    phase === "Succeeded"
      ? "There is nothing left to do."
      : `Run one step of it again, on the inputs that it had: pipewright run --only STEP --from ${runId}.`,
  );
