import { join } from "node:path";
import type { Template, Workflow } from "../compiler/argo/model.generated.ts";
import type { Answerer } from "./answers/question.ts";
import type { KnownRun } from "./controller/controller.ts";
import type { Submission } from "./controller/submission.ts";
import type { RunEvent, RunFinished } from "./event.ts";
import type { Cluster } from "./manifest/cluster.ts";
import { submit } from "./manifest/submit.ts";
import type { PodRunner } from "./pods/pod.ts";
import { systemClock } from "./run/clock.ts";
import { environmentOf } from "./run/environment.ts";
import { Journal } from "./run/journal.ts";
import { preflight } from "./run/preflight.ts";
import type { Room } from "./run/room.ts";
import { EventFile, makeRunFolder, newRunId, newUid, type RunInfo } from "./run/run-folder.ts";
import { lockRun } from "./run/run-lock.ts";
import { type MemoCache, runWorkflow } from "./run/run-workflow.ts";
import { RunError } from "./run-error.ts";
import type { LibraryKind } from "./validate/template-source.ts";
import { refusalOf } from "./validate/validate-submission.ts";

export interface RunOptions {
  readonly cluster: Cluster;
  /** The workflow to run, with the arguments of this run. */
  readonly workflow: Workflow;
  /** The manifest as text, kept in the run's folder. */
  readonly manifest: string;
  /** Where the folders of runs are. */
  readonly runsFolder: string;
  /** Makes what runs the pods of a run that has this folder. */
  readonly pods: (folder: string) => PodRunner;
  readonly room: Room;
  /** Makes the cache of a run. */
  readonly cache: (run: { readonly runId: string; readonly folder: string }) => MemoCache;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
  readonly notes?: (submission: Submission) => readonly string[];
  /** What else is to be known of where it ran, beyond the machine. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Who answers what the run asks; nobody when absent. */
  readonly answerer?: Answerer;
  /** Whether everything that is asked will be answered: else a run that waits for a person is refused before it starts. */
  readonly canAnswer?: (waiting: Template) => boolean;
}

/** What a run left behind. */
export interface RunOutcome {
  readonly finished: RunFinished;
  readonly folder: string;
  readonly events: readonly RunEvent[];
}

/**
 * Runs a workflow on this machine as Argo would. Everything that happens is an event; journal, events, logs and artifacts are kept in a folder
 * of the run's own.
 *
 * @throws RunError before anything has started: a template that can't run here, a folder that can't be written
 */
export async function run(options: RunOptions): Promise<RunOutcome> {
  const { cluster, workflow, manifest, runsFolder, seed } = options;
  const createdAt = systemClock.now();
  const uid = newUid();
  refuseAsCluster(workflow, cluster);
  const submission = submit(workflow, cluster, { uid, now: createdAt });
  const info: RunInfo = {
    runId: newRunId(pipelineOf(submission), createdAt),
    uid,
    createdAt,
    parameters: parametersOf(submission),
    seed,
  };
  const folder = join(runsFolder, info.runId);
  const pods = options.pods(folder);
  try {
    await preflight(submission, pods, options.canAnswer);
    makeRunFolder(folder, manifest, info);
    return await carryOut({ ...options, submission, info, folder, podRunner: pods });
  } finally {
    await pods.end();
  }
}

/** What a cluster would refuse at its first look is refused before anything starts, in its words. */
function refuseAsCluster(workflow: Workflow, cluster: Cluster): void {
  const source = {
    templateOf: (kind: LibraryKind, name: string) => cluster.library(name, kind === "ClusterWorkflowTemplate"),
  };
  const refusal = refusalOf(source, workflow);
  if (refusal === undefined) return;
  const who = refusal.by === "api" ? "An API server" : "Argo's controller";
  throw new RunError(
    "manifest-refused",
    `${who} would refuse "${workflow.metadata.name ?? workflow.metadata.generateName ?? ""}": ${refusal.message}`,
    "`pipewright check` of the manifest says where and how to mend it.",
  );
}

interface Prepared extends RunOptions {
  readonly submission: Submission;
  readonly info: RunInfo;
  readonly folder: string;
  readonly podRunner: PodRunner;
  /** What is known of a run that goes on. */
  readonly known?: KnownRun;
}

async function carryOut(prepared: Prepared): Promise<RunOutcome> {
  const { submission, info, folder, cluster, room, signal, known, notes, answerer = nobody } = prepared;
  const cache = prepared.cache({ runId: info.runId, folder });
  const unlock = lockRun(folder);
  const file = new EventFile(folder);
  const journal = new Journal(folder);
  const events: RunEvent[] = [];
  const emit = (event: RunEvent): void => {
    events.push(event);
    file.write(event);
    cache.note?.(event);
    prepared.onEvent(event);
  };
  try {
    emit({
      type: "run-started",
      time: info.createdAt,
      runId: info.runId,
      workflow: submission.name,
      pipeline: pipelineOf(submission),
      folder,
      parameters: info.parameters,
      notes: notes?.(submission) ?? [],
      environment: { ...environmentOf(), ...prepared.environment, seed: String(info.seed) },
    });
    const ended = await runWorkflow({
      submission,
      folder,
      journal,
      pods: prepared.podRunner,
      room,
      clock: systemClock,
      cache,
      cluster,
      answerer,
      onEvent: emit,
      signal,
      ...(known !== undefined && { known }),
    });
    const interrupted = signal.aborted;
    const finished: RunFinished = {
      type: "run-finished",
      time: systemClock.now(),
      phase: interrupted && ended.phase === "Succeeded" ? "Failed" : ended.phase,
      message: ended.message,
      ...(interrupted && { interrupted }),
    };
    emit(finished);
    return { finished, folder, events };
  } finally {
    journal.close();
    file.close();
    unlock();
  }
}

/** The pipeline that a workflow belongs to, or its own name. */
const pipelineOf = ({ labels, name }: Submission): string => labels["pipewright.dev/pipeline"] ?? name;

const parametersOf = (submission: Submission): Readonly<Record<string, string>> =>
  Object.fromEntries((submission.arguments.parameters ?? []).map(({ name, value }) => [name, value ?? ""]));

const nobody: Answerer = async () => undefined;
