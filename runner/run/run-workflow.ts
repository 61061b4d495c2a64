import type { Asked } from "../answers/ask.ts";
import type { Answers } from "../answers/question.ts";
import { Controller } from "../controller/controller.ts";
import { Locks } from "../controller/locks.ts";
import { isDone, type NodeStatus } from "../controller/node-status.ts";
import { nodeTypeOf } from "../controller/node-type.ts";
import type { KnownRun, Shutdown, WorkflowStatus } from "../controller/run-state.ts";
import type { Waiting } from "../controller/surroundings.ts";
import type { AnsweredBy, RunEvent } from "../event.ts";
import { defaultGraceSeconds } from "../pods/stopper.ts";
import { isDiskFull } from "./disk-full.ts";
import { knownRun } from "./known-run.ts";
import { type Mail, Mailbox } from "./mailbox.ts";
import { NodeEvents, type NodeFacts } from "./node-events.ts";
import { PodDesk } from "./pod-desk.ts";
import { Questions } from "./questions.ts";
import type { RunWorkflowOptions, WorkflowEnd } from "./run-workflow-options.ts";

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
  readonly #answeredBy = new Map<string, AnsweredBy>();
  readonly #alarms = new Set<() => void>();
  readonly #unlisten: () => void;
  readonly #questions: Questions;
  #mailbox: Mailbox | undefined;
  #isDue = false;
  #isTurning = false;
  /** Why this runner stops although the run has not ended: a person wants it, or the disk is full. */
  #halt: { readonly problem?: string } | undefined;
  /** Steps that have succeeded and could not be kept yet, for want of room. */
  #unkept: readonly NodeStatus[] = [];
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
    this.#questions = new Questions({
      answerer: options.answerer,
      ...(options.beforehand !== undefined && { beforehand: options.beforehand }),
      signal: options.signal,
      now: clock.now,
      emit: options.onEvent,
      onAsked: (node, asked) => this.#hear(node, asked),
    });
    const surroundings = {
      now: clock.now,
      wakeAt: (time: number) => this.#wakeAt(time),
      startPod: (order: Parameters<PodDesk["take"]>[0]) => this.#desk.take(order),
      stopPod: (order: Parameters<PodDesk["stop"]>[0]) =>
        this.#desk.stop(order, options.signal.aborted ? graceForPeople : undefined),
      ask: (waiting: Waiting) => this.#questions.take(waiting),
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
      (name) => ({ ...cache.facts?.(name), ...this.#factsOf(name) }),
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
    this.#tellOfLock();
    this.#tell(changes.nodes);
    this.#desk.begin();
    this.#questions.begin();
    const { status } = this.#controller;
    if (isDone(status.phase) && this.#desk.isIdle) this.#end(status);
  }

  /**
   * What can't be kept must not be done. When this runner stops early, what ends by that has not ended for the run: only what has succeeded
   * meanwhile is kept.
   */
  #keep({ nodes, globals }: Required<KnownRun>): void {
    const toKeep = [...this.#unkept, ...(this.#halt === undefined ? nodes : nodes.filter(hasSucceeded))];
    try {
      this.#options.journal.write({ nodes: toKeep, globals }, (node) => this.#factsOf(node));
      this.#unkept = [];
    } catch (error) {
      this.#unkept = toKeep.filter(hasSucceeded); // there may be room when what runs has ended
      this.#giveUp(unwritable(error as Error));
    }
  }

  /** A suspended node that nobody was heard of goes on because its time is over. */
  #factsOf(name: string): NodeFacts {
    if (this.#controller.nodes.get(name)?.type !== "Suspend") return this.#desk.facts(name);
    return { answeredBy: this.#answeredBy.get(name) ?? "default", ...this.#desk.facts(name) };
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

  /** Before its first node is there, the run itself may wait. */
  #tellOfLock(): void {
    const { lockMessage, submission } = this.#controller;
    if (lockMessage === undefined) return;
    const template = this.#controller.declaredBy(
      submission.entry?.caller ?? { template: submission.spec.entrypoint ?? "" },
      submission.templates,
    );
    const root = { node: submission.name, templateName: template?.name ?? "", nodeType: nodeTypeOf(template ?? {}) };
    this.#emit(this.#events.rootWaits(root, lockMessage));
  }

  #emit(events: readonly RunEvent[]): void {
    for (const event of events) this.#options.onEvent(event);
  }

  #end(status: WorkflowStatus): void {
    this.#hasEnded = true;
    for (const cancel of this.#alarms) cancel();
    this.#questions.end();
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

  #hear(node: string, asked: NonNullable<Asked>): void {
    if (this.#hasEnded) return;
    if ("problem" in asked) this.#controller.unanswered(node, asked.problem);
    else this.#answer(node, asked.answers, asked.by);
    this.#kick();
  }

  #answer(node: string, answers: Answers, by: AnsweredBy): void {
    this.#answeredBy.set(node, by);
    this.#controller.answered(node, answers);
  }

  /** Does what somebody said from outside; when this is over, it is in the journal. */
  #take(mail: Mail): void {
    if (this.#hasEnded || this.#halt !== undefined) return;
    if (mail.kind === "answer") {
      this.#questions.close(mail.node);
      this.#answer(mail.node, new Map(Object.entries(mail.answers)), "mail");
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

const hasSucceeded = ({ type, phase }: NodeStatus): boolean => type === "Pod" && phase === "Succeeded";

const unwritable = ({ message }: Error): string => `infrastructure: the run's journal can't be written: ${message}`;
