import type { Answerer } from "../answers/question.ts";
import type { Locks } from "../controller/locks.ts";
import type { Submission } from "../controller/submission.ts";
import { cronLabel } from "../cron/scheduled-workflow.ts";
import type { RunEvent, RunFinished } from "../event.ts";
import type { Cluster } from "../manifest/cluster.ts";
import type { PodRunner } from "../pods/pod.ts";
import { systemClock } from "./clock.ts";
import { environmentOf } from "./environment.ts";
import { Journal, type JournalState } from "./journal.ts";
import type { MemoCache } from "./memo-cache.ts";
import { type Revision, RevisionTeller } from "./revision-teller.ts";
import type { Room } from "./room.ts";
import { EventFile, type RunInfo } from "./run-folder.ts";
import { runWorkflow } from "./run-workflow.ts";
import { toldBefore } from "./told-before.ts";

/** What the surroundings of a run give, whether it begins or goes on. */
export interface RunSurroundings {
  /** Makes what runs the pods of a run that has this folder. */
  readonly pods: (folder: string) => PodRunner;
  readonly room: Room;
  /** Makes the cache of a run. */
  readonly cache: (run: { readonly runId: string; readonly folder: string }) => MemoCache;
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
  readonly notes?: (submission: Submission) => readonly string[];
  /** What else is to be known of where it ran, beyond the machine. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The commit that the project is at; asked for when a run has begun, and not when one goes on, as its code is that of its start. */
  readonly revision?: () => Promise<Revision | undefined>;
  /** Who answers what the run asks; nobody when absent. */
  readonly answerer?: Answerer;
  /** Knows what was said before the run began, and goes before whoever answers. */
  readonly beforehand?: Answerer;
  /** What marks the processes that this one starts. */
  readonly mark?: string;
  /** Mutexes and semaphores, where several runs of this process share them. */
  readonly locks?: Locks;
}

/** A run with all that it needs, in a folder that this process holds. */
export interface PreparedRun extends RunSurroundings {
  readonly submission: Submission;
  readonly cluster: Cluster;
  readonly info: RunInfo;
  readonly folder: string;
  readonly podRunner: PodRunner;
  /** What is known of a run that goes on. */
  readonly before?: { readonly state: JournalState; readonly past: readonly RunEvent[] };
}

/** What a run left behind. */
export interface RunOutcome {
  readonly finished: RunFinished;
  readonly folder: string;
  readonly events: readonly RunEvent[];
  /** Whether the work is not over and can go on: `pipewright run --resume`. */
  readonly canGoOn: boolean;
}

/** Carries a run to its end. Every event is in the run's folder before anybody hears of it. */
export async function carryOut(prepared: PreparedRun): Promise<RunOutcome> {
  const { submission, info, folder, cluster, room, signal, before, answerer = nobody } = prepared;
  const cache = prepared.cache({ runId: info.runId, folder });
  const told = toldBefore(before?.past ?? [], before?.state.nodes ?? []);
  const events: RunEvent[] = [...(before?.past ?? [])];
  for (const event of events) cache.note?.(event);
  const file = new EventFile(folder);
  const journal = new Journal(folder, before?.state.bytes);
  const emit = (event: RunEvent): void => {
    events.push(event);
    file.write(event);
    cache.note?.(event);
    prepared.onEvent(event);
    revision?.onEvent(event);
  };
  const isNew = prepared.revision !== undefined && before === undefined && info.again === undefined;
  const revision = isNew ? new RevisionTeller(prepared.revision, emit) : undefined;
  try {
    emit(
      events.some(({ type }) => type === "run-started")
        ? { type: "run-resumed", time: systemClock.now(), again: told.again }
        : startedEvent(prepared),
    );
    const { status, canGoOn } = await runWorkflow({
      submission,
      folder,
      journal,
      pods: prepared.podRunner,
      room,
      clock: systemClock,
      cache,
      cluster,
      answerer,
      ...(prepared.beforehand !== undefined && { beforehand: prepared.beforehand }),
      onEvent: emit,
      signal,
      hasMailbox: true,
      ...(prepared.locks !== undefined && { locks: prepared.locks }),
      ...(before !== undefined && { before: before.state, told }),
    });
    await revision?.end(signal);
    const interrupted = signal.aborted;
    const finished: RunFinished = {
      type: "run-finished",
      time: systemClock.now(),
      phase: interrupted && status.phase === "Succeeded" ? "Failed" : status.phase,
      message: status.message,
      ...(interrupted && { interrupted }),
    };
    emit(finished);
    return { finished, folder, events, canGoOn };
  } finally {
    journal.close();
    file.close();
  }
}

function startedEvent({ submission, info, folder, notes, environment }: PreparedRun): RunEvent {
  return {
    type: "run-started",
    time: info.createdAt,
    runId: info.runId,
    workflow: submission.name,
    pipeline: pipelineOf(submission),
    folder,
    parameters: info.parameters,
    notes: notes?.(submission) ?? [],
    environment: { ...environmentOf(), ...environment, seed: String(info.seed) },
  };
}

/** The pipeline that a workflow belongs to, or the schedule that started it, or its own name. */
export const pipelineOf = ({ labels, name }: Submission): string =>
  labels["pipewright.dev/pipeline"] ?? labels[cronLabel] ?? name;

const nobody: Answerer = async () => undefined;
