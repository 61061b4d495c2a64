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
import { defaultGraceSeconds } from "../pods/stopper.ts";
import type { Clock } from "./clock.ts";
import { isDiskFull } from "./disk-full.ts";
import type { Journal, JournalState } from "./journal.ts";
import { knownRun } from "./known-run.ts";
import { type Mail, Mailbox } from "./mailbox.ts";
import { NodeEvents, type NodeFacts } from "./node-events.ts";
import { PodDesk } from "./pod-desk.ts";
import type { Room } from "./room.ts";
import type { Told } from "./told-before.ts";

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
  /** Ends this runner's work: what runs has as long as a person waits, and the run can go on another time. */
  readonly signal: AbortSignal;
  /** What is known of a run that goes on. */
  readonly before?: Omit<JournalState, "bytes">;
  /** What was told of it before. */
  readonly told?: Told;
  /** Whether others may answer and stop it by mail to its folder. */
  readonly hasMailbox?: boolean;
  readonly locks?: Locks;
}

/** How a runner's work on a workflow ended. */
export interface WorkflowEnd {
  readonly status: WorkflowStatus;
  /** Whether there is more to do, which another runner can go on with. */
  readonly canGoOn: boolean;
}

/** How long a step has to end well when a person has stopped the run, in seconds. */
const graceForPeople = 10;

/** Carries a workflow on until it has ended and nothing of it runs. Every change is in the journal before anything comes of it. */
export function runWorkflow(options: RunWorkflowOptions): Promise<WorkflowEnd> {
  return new Promise((done) => new WorkflowRun(options, done).begin());
}

class WorkflowRun {
  readonly #options: RunWorkflowOptions;
  readonly #done: (end: WorkflowEnd) => void;
  readonly #controller: Controller;
  readonly #desk: PodDesk;
  readonly #events: NodeEvents;
  readonly #alarms = new Set<() => void>();
  readonly #unlisten: () => void;
  readonly #asked = new AbortController();
  /** What is to be asked when its node has been told of. */
  readonly #questions: Waiting[] = [];
  /** What is asked right now, by node. */
  readonly #asking = new Map<string, AbortController>();
  #mailbox: Mailbox | undefined;
  #isDue = false;
  #isTurning = false;
  /** Why this runner stops although the run has not ended: a person wants it, or the disk is full. */
  #halt: { readonly problem?: string } | undefined;
  #hasEnded = false;

  constructor(options: RunWorkflowOptions, done: (end: WorkflowEnd) => void) {
    const { submission, clock, cache, cluster, before, told, locks = new Locks() } = options;
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
        onFailure: (node, message) => this.#lookAtDisk(node, message),
      },
      () => this.#controller,
      before?.facts,
    );
    const surroundings = {
      now: clock.now,
      wakeAt: (time: number) => this.#wakeAt(time),
      startPod: (order: Parameters<PodDesk["take"]>[0]) => this.#desk.take(order),
      stopPod: (order: Parameters<PodDesk["stop"]>[0]) =>
        this.#desk.stop(order, options.signal.aborted ? graceForPeople : undefined),
      ask: (waiting: Waiting) => void this.#questions.push(waiting),
      configMap: (name: string, key: string) => cluster.parameterConfigMap(name)?.[key],
      semaphoreLimit: (name: string, key: string) => cluster.configMap(name)?.[key],
      cached: cache.get,
      keep: cache.put,
    };
    this.#controller = new Controller(submission, surroundings, before === undefined ? {} : knownRun(before), locks);
    this.#unlisten = locks.onRelease(() => {
      if (this.#controller.lockReleased()) kick();
    });
    this.#events = new NodeEvents(
      (name) => this.#controller.nodes.get(name),
      (name) => ({ ...cache.facts?.(name), ...this.#desk.facts(name) }),
      clock.now,
    );
    if (told !== undefined) this.#events.seed(told);
    for (const node of before?.nodes ?? []) this.#tell([node]); // what the runner before had kept and not yet told
  }

  begin(): void {
    const { signal, clock, onEvent, before } = this.#options;
    const stop = (): void => {
      onEvent({ type: "run-stopping", time: clock.now(), graceSeconds: graceForPeople });
      this.#halt ??= {};
      this.#stop("Terminate");
    };
    if (before?.ended !== undefined) {
      this.#hasEnded = true; // only the telling was missing
      this.#done({ status: before.ended, canGoOn: false });
      return;
    }
    if (before?.shutdown !== undefined) this.#stop(before.shutdown);
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
    if (this.#mailbox === undefined && !this.#hasEnded && this.#options.hasMailbox === true)
      this.#mailbox = new Mailbox(this.#options.folder, (mail) => this.#take(mail)); // what is asked is known by now
  }

  #carryOn(): void {
    this.#controller.walk();
    const changes = this.#controller.takeChanges();
    this.#keep(changes);
    this.#tell(changes.nodes);
    this.#desk.begin();
    for (const waiting of this.#questions.splice(0)) void this.#ask(waiting);
    const { status } = this.#controller;
    if (isDone(status.phase) && this.#desk.isIdle) this.#end(status);
  }

  /**
   * What can't be kept must not be done. When this runner stops early, what ends by that has not ended for the run: only what has succeeded
   * meanwhile is kept.
   */
  #keep({ nodes, globals }: Required<KnownRun>): void {
    const kept = this.#halt === undefined ? nodes : nodes.filter(({ type, phase }) => type === "Pod" && phase === "Succeeded");
    try {
      this.#options.journal.write({ nodes: kept, globals }, (node) => this.#desk.facts(node));
    } catch (error) {
      this.#giveUp(unwritable(error as Error));
    }
  }

  /** A step that failed for want of room has not failed for the run: it runs again when there is room. */
  #lookAtDisk(node: string, message: string): void {
    if (isDiskFull(this.#options.folder, message)) this.#giveUp(`infrastructure: the disk is full, as ${node} found: ${message}`);
  }

  #giveUp(problem: string): void {
    if (this.#halt !== undefined) return;
    this.#halt = { problem };
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
    this.#unlisten();
    this.#mailbox?.end();
    const problem = this.#halt?.problem;
    const ended: WorkflowStatus = problem === undefined ? status : { phase: "Error", message: problem };
    if (this.#halt === undefined) this.#keepEnd(ended);
    this.#done({ status: ended, canGoOn: this.#halt !== undefined });
  }

  #keepEnd(status: WorkflowStatus): void {
    try {
      this.#options.journal.end(status);
    } catch {
      this.#halt = {}; // all its nodes are kept: whoever goes on finds that nothing is left to do
    }
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
    const { name } = waiting.node;
    const answeredElsewhere = new AbortController();
    this.#asking.set(name, answeredElsewhere);
    const both = AbortSignal.any([signal, this.#asked.signal, answeredElsewhere.signal]);
    const asked = await ask(waiting, answerer, both, { now: clock.now, emit: onEvent });
    if (asked === undefined || this.#hasEnded || both.aborted) return;
    if ("problem" in asked) this.#controller.unanswered(name, asked.problem);
    else this.#controller.answered(name, asked.answers);
    this.#kick();
  }

  /** Does what somebody said from outside; when this is over, it is in the journal. */
  #take(mail: Mail): void {
    if (this.#hasEnded || this.#halt !== undefined) return;
    if (mail.kind === "answer") {
      this.#asking.get(mail.node)?.abort();
      this.#controller.answered(mail.node, new Map(Object.entries(mail.answers)));
    } else this.#shutDown(mail.how);
    this.#turn();
  }

  /** Ends the run for good, as `argo stop` and `argo terminate` do. */
  #shutDown(how: Shutdown): void {
    const { journal, clock, onEvent } = this.#options;
    try {
      journal.shutDown(how);
    } catch (error) {
      this.#giveUp(unwritable(error as Error));
    }
    onEvent({ type: "run-stopping", time: clock.now(), graceSeconds: defaultGraceSeconds });
    this.#stop(how);
  }
}

const unwritable = ({ message }: Error): string => `infrastructure: the run's journal can't be written: ${message}`;
