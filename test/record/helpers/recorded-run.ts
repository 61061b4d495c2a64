import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheOf } from "../../../cli/run-cache.ts";
import type { RunEvent } from "../../../runner/event.ts";
import { chooseWorkflow } from "../../../runner/manifest/choose-workflow.ts";
import { Cluster } from "../../../runner/manifest/cluster.ts";
import { readManifest } from "../../../runner/manifest/read-manifest.ts";
import { liveRecord } from "../../../runner/record/live-record.ts";
import { recordOf } from "../../../runner/record/sync-record.ts";
import type { RunOutcome } from "../../../runner/run/carry-out.ts";
import { roomFor } from "../../../runner/run/room.ts";
import { run } from "../../../runner/run.ts";
import { type Play, playedPods } from "../../helpers/played-pods.ts";

export const newProject = (): string => mkdtempSync(join(tmpdir(), "pipewright-record-"));

export interface RecordedRunOptions {
  readonly noCache?: boolean;
  readonly fresh?: readonly string[];
  /** Is given what the record could not do. */
  readonly problems?: string[];
}

/** Runs a manifest in a project as the command does, with its record and its cache, and functions in place of containers. */
export async function runRecorded(
  project: string,
  manifest: string,
  play: Play,
  { noCache = false, fresh = [], problems = [] }: RecordedRunOptions = {},
): Promise<RunOutcome> {
  const cluster = new Cluster(readManifest(manifest, "test.yaml"));
  const record = liveRecord(recordOf(project).file, (problem) => problems.push(problem));
  try {
    return await run({
      cluster,
      ...chooseWorkflow(cluster, Date.now()),
      manifest,
      runsFolder: recordOf(project).runs,
      pods: (folder) => playedPods(folder, play),
      room: roomFor(4),
      cache: cacheOf(project, { noCache, fresh }),
      seed: 1,
      signal: new AbortController().signal,
      onEvent: record.onEvent,
    });
  } finally {
    await record.end();
  }
}

/** The ends of a run's nodes by their names without the workflow's. */
export function endsOf({ events }: RunOutcome): Readonly<Record<string, Extract<RunEvent, { type: "node-finished" }>>> {
  const workflow = events.find((event) => event.type === "run-started")?.workflow ?? "";
  return Object.fromEntries(
    events.flatMap((event) => (event.type === "node-finished" ? [[event.node.slice(workflow.length + 1), event]] : [])),
  );
}
