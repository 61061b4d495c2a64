import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Workflow } from "../../../compiler/argo/model.generated.ts";
import { LocalStore } from "../../../runner/artifacts/local-store.ts";
import { Locks } from "../../../runner/controller/locks.ts";
import type { CacheEntry } from "../../../runner/controller/surroundings.ts";
import type { RunEvent } from "../../../runner/event.ts";
import { submit } from "../../../runner/manifest/submit.ts";
import { agentPods } from "../../../runner/pods/agent/agent-pods.ts";
import { hostPods } from "../../../runner/pods/host/host-pods.ts";
import type { PodRunner } from "../../../runner/pods/pod.ts";
import type { PodOptions } from "../../../runner/pods/pod-options.ts";
import { podsByTemplate } from "../../../runner/pods/pods-by-template.ts";
import { systemClock } from "../../../runner/run/clock.ts";
import { Journal, type JournalState, readJournal } from "../../../runner/run/journal.ts";
import { post } from "../../../runner/run/mailbox.ts";
import type { MemoCache } from "../../../runner/run/memo-cache.ts";
import { preflight } from "../../../runner/run/preflight.ts";
import { roomFor } from "../../../runner/run/room.ts";
import { runWorkflow } from "../../../runner/run/run-workflow.ts";
import type { Refusal } from "../../../runner/validate/refusal.ts";
import { refusalOf } from "../../../runner/validate/validate-submission.ts";
import type { Action, RecordedCase } from "./recorded-case.ts";

/** What this runner made of one workflow. */
export type Played = { readonly refusal: Refusal } | { readonly state: JournalState };

/** Seconds of a cluster's time, in which pods take long to start; here nothing happens in the meantime. */
const secondsHere = 0.25;

/**
 * Runs the workflows of a case side by side, as the command would: refused or with their pods as processes of this machine.
 * @param resource runs resource templates, where there is a cluster
 * @throws RunError for what can't run here
 */
export async function playCase(
  { name, cluster, actions }: RecordedCase,
  folder: string,
  busybox: string,
  resource?: (options: PodOptions) => PodRunner,
): Promise<ReadonlyMap<string, Played>> {
  const locks = new Locks();
  const cache = memory();
  const source = {
    templateOf: (kind: string, library: string) => cluster.library(library, kind === "ClusterWorkflowTemplate"),
  };
  const play = async (declared: Workflow): Promise<readonly [string, Played]> => {
    const workflow: Workflow = { ...declared, metadata: { namespace: "argo", ...declared.metadata } };
    const refusal = refusalOf(source, declared);
    const workflowName = workflow.metadata.name ?? name;
    if (refusal !== undefined) return [workflowName, { refusal }];
    const own = join(folder, workflowName);
    mkdirSync(own, { recursive: true });
    const submission = submit(workflow, cluster, { uid: "0f5a9b7e-1111-4222-8333-444455556666", now: Date.now() });
    const pods = podsFor(
      { store: new LocalStore(join(own, "artifacts")), objects: cluster, env: {}, namespace: "argo" },
      busybox,
      resource,
    );
    await preflight(submission, pods, () => true);
    const journal = new Journal(own);
    await runWorkflow({
      submission,
      folder: own,
      journal,
      pods,
      room: roomFor(16),
      clock: systemClock,
      cache,
      cluster,
      answerer: async (question, signal) =>
        question.seconds === undefined && actions.length > 0
          ? new Promise((resolve) => signal.addEventListener("abort", () => resolve(undefined)))
          : undefined,
      onEvent: outsider(actions, own),
      signal: new AbortController().signal,
      locks,
      hasMailbox: true,
    });
    journal.close();
    await pods.end();
    return [workflowName, { state: readJournal(own) }];
  };
  return new Map(await Promise.all(cluster.workflows.map(play)));
}

function podsFor(options: PodOptions, busybox: string, resource: ((options: PodOptions) => PodRunner) | undefined): PodRunner {
  const nothing: PodRunner = {
    refusal: async () => ({ why: "no component of ours is in these cases", isOurs: true }),
    run: async () => ({ phase: "Error", message: "no component of ours is in these cases", outputs: {} }),
    end: async () => undefined,
  };
  return podsByTemplate({
    process: nothing,
    agent: agentPods(options),
    foreign: hostPods({ ...options, path: [busybox] }),
    ...(resource !== undefined && { resource: resource(options) }),
  });
}

/** Does what was done to the workflow when a node has begun. */
function outsider(actions: readonly Action[], folder: string): (event: RunEvent) => void {
  return (event) => {
    if (event.type !== "node-started") return;
    const { node } = event;
    for (const { after, what } of actions.filter((action) => action.when === event.displayName)) {
      const mail = what === "resume" ? ({ kind: "answer", node, answers: {} } as const) : ({ kind: "stop", how: what } as const);
      setTimeout(() => post(folder, mail), after * secondsHere * 1000);
    }
  };
}

/** A cache for the workflows of one case. */
function memory(): MemoCache {
  const entries = new Map<string, CacheEntry>();
  return {
    get: (cache, key) => entries.get(JSON.stringify([cache, key])),
    put: (cache, key, entry) => void entries.set(JSON.stringify([cache, key]), entry),
  };
}
