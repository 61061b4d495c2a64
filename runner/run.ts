import { join } from "node:path";
import type { Template, Workflow } from "../compiler/argo/model.generated.ts";
import type { Submission } from "./controller/submission.ts";
import type { Cluster } from "./manifest/cluster.ts";
import { submit } from "./manifest/submit.ts";
import { carryOut, pipelineOf, type RunOutcome, type RunSurroundings } from "./run/carry-out.ts";
import { systemClock } from "./run/clock.ts";
import { preflight } from "./run/preflight.ts";
import { makeRunFolder, newRunId, newUid, type RunCluster, type RunInfo } from "./run/run-folder.ts";
import { lockRun } from "./run/run-lock.ts";
import { refuseAsCluster } from "./validate/refuse-as-cluster.ts";

export interface RunOptions extends RunSurroundings {
  readonly cluster: Cluster;
  /** The workflow to run, with the arguments of this run. */
  readonly workflow: Workflow;
  /** The manifest as text, kept in the run's folder. */
  readonly manifest: string;
  /** Where the folders of runs are. */
  readonly runsFolder: string;
  readonly seed: number;
  /** The time for which a schedule starts it. */
  readonly scheduledAt?: number;
  /** What it is to be called, where that was written down before. */
  readonly runId?: string;
  /** What was run, as the person named it. */
  readonly file?: string;
  /** Where steps run that are no components. */
  readonly executor?: string;
  /** The cluster on which resource steps work. */
  readonly resourceCluster?: RunCluster;
  /** Answers that were given beforehand: they hold when the run goes on, too. */
  readonly answers?: readonly string[];
  /** Whether everything that is asked will be answered: else a run that waits for a person is refused before it starts. */
  readonly canAnswer?: (waiting: Template) => boolean;
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
    runId: options.runId ?? newRunId(pipelineOf(submission), createdAt),
    uid,
    createdAt,
    parameters: parametersOf(submission),
    seed,
    ...(options.scheduledAt !== undefined && { scheduledAt: options.scheduledAt }),
    ...(options.file !== undefined && { file: options.file }),
    ...(options.executor !== undefined && { executor: options.executor }),
    ...(options.resourceCluster !== undefined && { cluster: options.resourceCluster }),
    ...(options.answers !== undefined && { answers: options.answers }),
  };
  const folder = join(runsFolder, info.runId);
  const pods = options.pods(folder);
  try {
    await preflight(submission, pods, options.canAnswer);
    makeRunFolder(folder, manifest, info);
    const letGo = lockRun(folder, options.mark);
    try {
      return await carryOut({ ...options, submission, info, folder, podRunner: pods });
    } finally {
      letGo();
    }
  } finally {
    await pods.end();
  }
}

const parametersOf = (submission: Submission): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (submission.arguments.parameters ?? []).flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
  );
