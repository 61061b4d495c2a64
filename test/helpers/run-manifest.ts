import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ArgoObject } from "../../compiler/3-lower/lower.ts";
import { print } from "../../compiler/4-print/print.ts";
import type { Answerer } from "../../runner/answers/question.ts";
import type { NodeFinished, RunEvent } from "../../runner/event.ts";
import { chooseWorkflow } from "../../runner/manifest/choose-workflow.ts";
import { Cluster } from "../../runner/manifest/cluster.ts";
import { readManifest } from "../../runner/manifest/read-manifest.ts";
import type { RunOutcome } from "../../runner/run/carry-out.ts";
import { roomFor } from "../../runner/run/room.ts";
import { run } from "../../runner/run.ts";
import { type Play, playedPods } from "./played-pods.ts";

/** A run of a test: how it and each node ended, by its name without the Workflow's. */
export interface RanManifest {
  readonly phase: string;
  readonly message: string;
  readonly nodes: Readonly<Record<string, NodeFinished>>;
}

export interface RunTextOptions {
  /** How much runs at once. */
  readonly parallel?: number;
  readonly answerer?: Answerer | undefined;
  readonly beforehand?: Answerer | undefined;
  readonly onEvent?: ((event: RunEvent) => void) | undefined;
}

/** Runs a manifest's text as the command does, with functions that stand in for its containers; nothing is cached. */
export async function runText(
  manifest: string,
  play: Play,
  { parallel = 4, answerer, beforehand, onEvent = () => undefined }: RunTextOptions = {},
): Promise<RunOutcome> {
  const cluster = new Cluster(readManifest(manifest, "test.yaml"));
  return run({
    cluster,
    ...chooseWorkflow(cluster, Date.now()),
    manifest,
    runsFolder: mkdtempSync(join(tmpdir(), "pipewright-")),
    pods: (folder) => playedPods(folder, play),
    room: roomFor(parallel),
    cache: () => ({ get: () => undefined, put: () => undefined }),
    seed: 1,
    signal: new AbortController().signal,
    onEvent,
    ...(beforehand !== undefined && { beforehand }),
    ...(answerer !== undefined && { answerer, canAnswer: () => true }),
  });
}

/** Prints Argo objects, reads the YAML as the command does, and runs it. */
export async function runObjects(objects: readonly ArgoObject[], play: Play, options: RunTextOptions = {}): Promise<RanManifest> {
  const { finished, events } = await runText(print(objects), play, options);
  let workflow = "";
  const nodes: Record<string, NodeFinished> = {};
  for (const event of events) {
    if (event.type === "run-started") workflow = event.workflow;
    if (event.type === "node-finished") nodes[shortName(event.node, workflow)] = event;
  }
  return { phase: finished.phase, message: finished.message, nodes };
}

/** `train` for a node inside, nothing for the root: Workflows are named by their content, which tests do not want to see. */
export const shortName = (node: string, workflow: string): string => (node === workflow ? "" : node.slice(workflow.length + 1));
