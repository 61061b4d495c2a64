import { ask } from "../answers/ask.ts";
import type { Answerer } from "../answers/question.ts";
import { Controller, type KnownRun, type Shutdown, type WorkflowStatus } from "../controller/controller.ts";
import { Locks } from "../controller/locks.ts";
import { isDone } from "../controller/node-status.ts";
import type { Submission } from "../controller/submission.ts";
import type { CacheEntry, CacheLookup, Waiting } from "../controller/surroundings.ts";
import type { RunEvent } from "../event.ts";
import type { Cluster } from "../manifest/cluster.ts";
import type { PodRunner } from "../pods/pod.ts";
import type { Clock } from "./clock.ts";
import type { Journal } from "./journal.ts";
import { NodeEvents, type NodeFacts } from "./node-events.ts";
import { PodDesk } from "./pod-desk.ts";
import type { Room } from "./room.ts";

/** Where outputs of memoized templates are kept. */
export interface MemoCache {
  readonly get: (cache: string, key: string, lookup: CacheLookup) => CacheEntry | undefined;
  readonly put: (cache: string, key: string, entry: CacheEntry, node: string) => void;
  /** What is known of a node whose outputs may be kept. */
  readonly facts?: (node: string) => NodeFacts;
  /** Is told of everything that happens. */
  readonly note?: (event: RunEvent) => void;
}

export interface RunWorkflowOptions {
  readonly submission: Submission;
  /** The folder of the run: steps have theirs in it. */
  readonly folder: string;
  readonly journal: Journal;
  readonly pods: PodRunner;
  readonly room: Room;
  readonly clock: Clock;
  readonly cache: MemoCache;
  readonly cluster: Cluster;
  /** Who answers what suspended nodes ask. */
  readonly answerer: Answerer;
  readonly onEvent: (event: RunEvent) => void;
  /** Ends the run: Terminate, and what runs has as long as a person waits. */
  readonly signal: AbortSignal;
  /** What is known of a run that goes on. */
  readonly known?: KnownRun;
  readonly locks?: Locks;
}

/** How long a step has to end well when a person has stopped the run, in seconds. */
const graceForPeople = 10;

/** Carries a workflow on until it has ended and nothing of it runs. Every change is in the journal before anything comes of it. */
export function runWorkflow(options: RunWorkflowOptions): Promise<WorkflowStatus> {
  return new Promise((done) => new WorkflowRun(options, done).begin());
}

class WorkflowRun {
  readonly #options: RunWorkflowOptions;
  readonly #done: (status: WorkflowStatus) => void;
  readonly #controller: Controller;
  readonly #desk: PodDesk;
  readonly #events: NodeEvents;
  readonly #alarms = new Set<() => void>();
  readonly #asked = new AbortController();
  #isDue = false;
  #isTurning = false;
  #problem: string | undefined;
  #hasEnded = false;

  constructor(options: RunWorkflowOptions, done: (status: WorkflowStatus) => void) {
    const { submission, clock, cache, cluster, known, locks } = options;
    this.#options = options;
    this.#done = done;
    const kick = () => this.#kick();
    this.#desk = new PodDesk(
      {
        pods: options.pods,
        room: options.room,
        folder: options.folder,
        workflow: submission.name,
        volumes: submission.spec.volumes ?? [],
        now: clock.now,
        emit: options.onEvent,
        onChange: kick,
        onWait: (node) => this.#emit(this.#events.waitsForRoom(node)),
        flush: () => this.#turn(),
      },
      () => this.#controller,
    );
    const surroundings = {
      now: clock.now,
      wakeAt: (time: number) => this.#wakeAt(time),
      startPod: (order: Parameters<PodDesk["take"]>[0]) => this.#desk.take(order),
      stopPod: (order: Parameters<PodDesk["stop"]>[0]) =>
        this.#desk.stop(order, options.signal.aborted ? graceForPeople : undefined),
      ask: (waiting: Waiting) => void this.#ask(waiting),
      configMap: (name: string, key: string) => cluster.parameterConfigMap(name)?.[key],
      semaphoreLimit: (name: string, key: string) => cluster.configMap(name)?.[key],
      cached: cache.get,
      keep: cache.put,
    };
    this.#controller = new Controller(submission, surroundings, known, locks ?? new Locks());
    this.#events = new NodeEvents(
      (name) => this.#controller.nodes.get(name),
      (name) => ({ ...cache.facts?.(name), ...this.#desk.facts(name) }),
      clock.now,
    );
    for (const node of known?.nodes ?? []) this.#tell([node]);
  }

  begin(): void {
    const { signal, clock, onEvent } = this.#options;
    const stop = (): void => {
      onEvent({ type: "run-stopping", time: clock.now(), graceSeconds: graceForPeople });
      this.#stop("Terminate");
    };
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    this.#kick();
  }

  #stop(how: Shutdown): void {
    this.#controller.stop(how);
    this.#kick();
  }

  #kick(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    setImmediate(() => {
      this.#isDue = false;
      this.#turn();
    });
  }

  /** Walks, keeps what has changed, tells of it, and lets what was ordered begin. */
  #turn(): void {
    if (this.#hasEnded) return;
    if (this.#isTurning) {
      this.#kick();
      return;
    }
    this.#isTurning = true;
    this.#carryOn();
    this.#isTurning = false;
  }

  #carryOn(): void {
    this.#controller.walk();
    const changes = this.#controller.takeChanges();
    try {
      this.#options.journal.write(changes);
    } catch (error) {
      this.#giveUp(error as Error);
    }
    this.#tell(changes.nodes);
    this.#desk.begin();
    const { status } = this.#controller;
    if (isDone(status.phase) && this.#desk.isIdle) this.#end(status);
  }

  /** What can't be kept must not be done. */
  #giveUp(error: Error): void {
    if (this.#problem !== undefined) return;
    this.#problem = `infrastructure: the run's journal can't be written: ${error.message}`;
    this.#stop("Terminate");
  }

  #tell(nodes: Parameters<NodeEvents["of"]>[0]): void {
    this.#emit(this.#events.of(nodes));
  }

  #emit(events: readonly RunEvent[]): void {
    for (const event of events) this.#options.onEvent(event);
  }

  #end(status: WorkflowStatus): void {
    this.#hasEnded = true;
    for (const cancel of this.#alarms) cancel();
    this.#asked.abort();
    const ended: WorkflowStatus = this.#problem === undefined ? status : { phase: "Error", message: this.#problem };
    try {
      this.#options.journal.end(ended);
    } catch {
      // said already
    }
    this.#done(ended);
  }

  #wakeAt(time: number): void {
    const cancel = this.#options.clock.at(time, () => {
      this.#alarms.delete(cancel);
      this.#kick();
    });
    this.#alarms.add(cancel);
  }

  async #ask(waiting: Waiting): Promise<void> {
    const { signal, answerer, clock, onEvent } = this.#options;
    const both = AbortSignal.any([signal, this.#asked.signal]);
    const asked = await ask(waiting, answerer, both, { now: clock.now, emit: onEvent });
    if (asked === undefined || this.#hasEnded || signal.aborted) return;
    if ("problem" in asked) this.#controller.unanswered(waiting.node.name, asked.problem);
    else this.#controller.answered(waiting.node.name, asked.answers);
    this.#kick();
  }
}
