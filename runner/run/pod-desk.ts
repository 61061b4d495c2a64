import { randomUUID } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Volume } from "../../compiler/argo/model.generated.ts";
import { placeOf } from "../artifacts/artifact-place.ts";
import type { Controller } from "../controller/controller.ts";
import type { PodOrder, StopOrder } from "../controller/surroundings.ts";
import type { ArtifactRecord, RunEvent } from "../event.ts";
import { maxLogLines, moreInFile } from "../logging/log-limits.ts";
import type { PodOutcome, PodRunner, PodStop } from "../pods/pod.ts";
import { artifactKey, folderName } from "./artifact-key.ts";
import { declaredEnv } from "./declared-env.ts";
import type { NodeFacts } from "./node-events.ts";
import type { Room } from "./room.ts";

export interface PodDeskOptions {
  readonly pods: PodRunner;
  readonly room: Room;
  readonly folder: string;
  readonly workflow: string;
  readonly volumes: readonly Volume[];
  readonly now: () => number;
  readonly emit: (event: RunEvent) => void;
  /** Called when something has happened to a pod. */
  readonly onChange: () => void;
  /** Called when there is no room for a node's pod yet. */
  readonly onWait: (node: string) => void;
  /** Tells at once of what has happened. */
  readonly flush: () => void;
  /** Called when a pod that nobody has stopped has failed, before its end is kept. */
  readonly onFailure: (node: string, message: string) => void;
}

/** Has the pods that the controller orders run, as soon as this machine has room for them, and tells the controller what becomes of them. */
export class PodDesk {
  readonly #options: PodDeskOptions;
  readonly #controller: () => Controller;
  readonly #stops = new Map<string, AbortController>();
  readonly #facts = new Map<string, NodeFacts>();
  /** Pods that were stopped before they could begin. */
  readonly #stoppedBefore = new Map<string, PodStop>();
  #orders: PodOrder[] = [];

  /** @param known what is known of pods that ended under a runner before this one */
  constructor(options: PodDeskOptions, controller: () => Controller, known: ReadonlyMap<string, NodeFacts> = new Map()) {
    this.#options = options;
    this.#controller = controller;
    for (const [node, facts] of known) this.#facts.set(node, facts);
  }

  /** What is known of a node's pod beyond its status. */
  facts(node: string): NodeFacts {
    return this.#facts.get(node) ?? {};
  }

  get isIdle(): boolean {
    return this.#stops.size === 0 && this.#orders.length === 0;
  }

  /** Takes an order; it is carried out with `begin`, when its node is in the journal. */
  take(order: PodOrder): void {
    this.#orders.push(order);
  }

  begin(): void {
    const orders = this.#orders;
    this.#orders = [];
    for (const order of orders) void this.#carryOut(order);
  }

  stop({ node, message }: StopOrder, graceSeconds?: number): void {
    const stop: PodStop = { message, ...(graceSeconds !== undefined && { graceSeconds }) };
    const running = this.#stops.get(node);
    if (running !== undefined) running.abort(stop);
    else if (this.#orders.some((order) => order.node === node)) this.#stoppedBefore.set(node, stop);
  }

  async #carryOut(order: PodOrder): Promise<void> {
    const { room, onChange, onWait, onFailure } = this.#options;
    const stop = new AbortController();
    this.#stops.set(order.node, stop);
    const stoppedBefore = this.#stoppedBefore.get(order.node);
    this.#stoppedBefore.delete(order.node);
    if (stoppedBefore !== undefined) stop.abort(stoppedBefore);
    this.#facts.set(order.node, programOf(order));
    let hasRoom = false;
    const ended = room.use(order.template, stop.signal, () => {
      hasRoom = true;
      return this.#run(order, stop.signal);
    });
    if (!hasRoom) onWait(order.node);
    const outcome = await ended.catch(failed);
    if (wasKilled(outcome)) await pause(shutdownMilliseconds, stop.signal);
    this.#stops.delete(order.node);
    this.#facts.set(order.node, { ...programOf(order), ...factsOf(outcome) });
    this.#controller().podEnded(order.node, outcome);
    if (outcome.phase !== "Succeeded" && !stop.signal.aborted) onFailure(order.node, outcome.message);
    onChange();
  }

  async #run({ node, template, wantsResult }: PodOrder, stop: AbortSignal): Promise<PodOutcome> {
    const { pods, folder, workflow, volumes, now, emit, onChange, flush } = this.#options;
    if (stop.aborted) return { phase: "Failed", message: (stop.reason as PodStop).message, outputs: {} };
    const own = join(folder, "steps", folderName(node));
    await clear(own); // of a runner that was killed
    return await pods.run({
      node,
      template,
      volumes: [...(template.volumes ?? []), ...volumes],
      wantsResult,
      folder: own,
      keyOf: (artifact) => artifactKey(workflow, node, artifact),
      stop,
      events: {
        onStart: () => {
          this.#controller().podStarted(node);
          flush(); // its node has begun before it says anything
        },
        onReady: (ip) => {
          this.#controller().podReady(node, ip);
          onChange();
        },
        onLine: logger(node, now, emit),
        onProgress: (done, total) => {
          this.#controller().podProgress(node, done, total);
          emit({ type: "node-progress", time: now(), node, done, total });
        },
      },
    });
  }
}

/** Takes a folder away, or at least out of the way: a program may have left what can't be removed. */
async function clear(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => rename(folder, `${folder}.${randomUUID().slice(0, 8)}`));
}

const programOf = ({ template }: PodOrder): NodeFacts => {
  const image = template.container?.image ?? template.script?.image;
  return { ...(image !== undefined && { image }), env: declaredEnv(template) };
};

/**
 * When a machine shuts down, or somebody ends all at once, steps may die a moment before their runner does. They have not failed then, and
 * begin again when the run goes on: so the runner waits whether it is its turn.
 */
const shutdownMilliseconds = 1000;

const wasKilled = ({ phase, outputs }: PodOutcome): boolean =>
  phase !== "Succeeded" && (outputs.exitCode === "137" || outputs.exitCode === "143");

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** A pod runner that throws has a bug, or no room on its disk. */
const failed = (error: Error): PodOutcome => ({ phase: "Error", message: `infrastructure: ${error.message}`, outputs: {} });

function factsOf({ outputs, artifactFacts = {}, peakMemory }: PodOutcome): NodeFacts {
  const artifacts = (outputs.artifacts ?? []).map((artifact): ArtifactRecord => {
    const { name } = artifact;
    const { path = "", bytes = 0, digest, artifactType } = artifactFacts[name] ?? {};
    const place = placeOf(artifact);
    return {
      name,
      path,
      bytes,
      ...(digest !== undefined && { digest }),
      ...(artifactType !== undefined && { artifactType }),
      ...(place.kind === "local" && { key: place.key }),
    };
  });
  return { artifacts, ...(peakMemory !== undefined && { peakMemory }) };
}

function logger(
  node: string,
  now: () => number,
  emit: (event: RunEvent) => void,
): (stream: "stdout" | "stderr", line: string) => void {
  let count = 0;
  return (stream, line) => {
    if (++count > maxLogLines) return;
    emit({ type: "node-log", time: now(), node, stream, line: count < maxLogLines ? line : moreInFile });
  };
}
