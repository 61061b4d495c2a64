import { join } from "node:path";
import type { Artifact, Template } from "../compiler/argo/model.generated.ts";
import { placeOf } from "./artifacts/artifact-place.ts";
import { LocalStore } from "./artifacts/local-store.ts";
import type { Submission } from "./controller/submission.ts";
import { submit } from "./manifest/submit.ts";
import type { OpenedRun } from "./open-run.ts";
import { callOfNode } from "./run/call-of-node.ts";
import { carryOut, pipelineOf, type RunOutcome, type RunSurroundings } from "./run/carry-out.ts";
import { systemClock } from "./run/clock.ts";
import { findNode } from "./run/find-node.ts";
import { readJournal } from "./run/journal.ts";
import type { MemoCache } from "./run/memo-cache.ts";
import { preflight } from "./run/preflight.ts";
import { makeRunFolder, newRunId, newUid, type RunInfo } from "./run/run-folder.ts";
import { lockRun } from "./run/run-lock.ts";
import { RunError } from "./run-error.ts";

export interface OnlyOptions extends RunSurroundings {
  readonly runsFolder: string;
  readonly canAnswer?: (waiting: Template) => boolean;
}

/**
 * Runs one step of a run again, on the inputs that it had there, in a run of its own. Nothing of the other run changes, and nothing is taken
 * from the cache.
 *
 * @throws RunError for a step that is not there, and what `run` refuses
 */
export async function runOnly(from: OpenedRun, step: string, options: OnlyOptions): Promise<RunOutcome> {
  const { cluster, manifest } = from;
  const { submission, node, inputs } = onlyStep(from, step);
  const createdAt = systemClock.now();
  const runId = newRunId(`${pipelineOf(submission)}-${step}`, createdAt);
  const info: RunInfo = { ...from.info, runId, uid: newUid(), createdAt, again: { runId: from.info.runId, node } };
  const folder = join(options.runsFolder, runId);
  const podRunner = options.pods(folder);
  try {
    await preflight(submission, podRunner, options.canAnswer);
    makeRunFolder(folder, manifest, info);
    const letGo = lockRun(folder, options.mark);
    try {
      await copyInputs(inputs, from.folder, folder);
      const about = `only "${step}" runs, on the inputs that it had in ${from.info.runId}`;
      const notes: RunSurroundings["notes"] = (whole) => [about, ...(options.notes?.(whole) ?? [])];
      return await carryOut({ ...options, notes, cache: () => noCache, submission, cluster, info, folder, podRunner });
    } finally {
      letGo();
    }
  } finally {
    await podRunner.end();
  }
}

interface OnlyStep {
  readonly submission: Submission;
  readonly node: string;
  /** The artifacts that it read. */
  readonly inputs: readonly Artifact[];
}

/** The run as it was, and in it only the call of a step. */
export function onlyStep(from: OpenedRun, step: string): OnlyStep {
  const { info, cluster, workflow, folder } = from;
  const { uid, createdAt: now, scheduledAt } = info;
  const whole = submit(workflow, cluster, { uid, now, ...(scheduledAt !== undefined && { scheduledAt }) });
  const state = readJournal(folder);
  const node = findNode(step, whole.name, state.nodes);
  const { entry, inputs } = callOfNode(node, whole, state, cluster);
  const { onExit: _, hooks: __, synchronization: ___, activeDeadlineSeconds: ____, ...spec } = whole.spec;
  return { submission: { ...whole, spec, entry }, node: node.name, inputs };
}

/** Its run has a store of its own: what it reads is put there. */
async function copyInputs(artifacts: readonly Artifact[], from: string, to: string): Promise<void> {
  const [theirs, ours] = [from, to].map((folder) => new LocalStore(join(folder, "artifacts"))) as [LocalStore, LocalStore];
  for (const artifact of artifacts) {
    const place = placeOf(artifact);
    if (place.kind !== "local") continue;
    const { key } = place;
    if ((await theirs.kind(key)) === undefined) {
      if (artifact.optional === true) continue;
      throw new RunError("input-gone", `Its input "${artifact.name}" is not there any more: ${theirs.pathOf(key)}.`);
    }
    await ours.save(key.replace(/\/+$/, ""), (path) => theirs.copyTo(key, path));
  }
}

const noCache: MemoCache = { get: () => undefined, put: () => undefined };
