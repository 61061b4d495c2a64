import type { Artifact, Template } from "../../compiler/argo/model.generated.ts";
import type { PodOutcome } from "../pods/pod.ts";
import { Alarms } from "./alarms.ts";
import type { MakeBody } from "./body.ts";
import { bodyOf } from "./body-of.ts";
import type { Boundary } from "./boundary.ts";
import { type Caller, resolveTemplate } from "./caller.ts";
import { addContainerNodes } from "./container-nodes.ts";
import { asControlError } from "./control-error.ts";
import { globalTags } from "./globals.ts";
import type { Invocation } from "./invocation.ts";
import { Locks } from "./locks.ts";
import { keepNode } from "./memoize.ts";
import { type NodePlace, type NodeStart, newNode } from "./new-node.ts";
import { NodeMap } from "./node-map.ts";
import { isDone, isFulfilled, type NodeOutputs, type NodePhase, type NodeStatus, type NodeType } from "./node-status.ts";
import { PodOrders } from "./pod-orders.ts";
import type { Submission, TemplateSource } from "./submission.ts";
import { suppliedOutputs } from "./supplied-outputs.ts";
import type { PodOrder, Surroundings } from "./surroundings.ts";
import { mergeDefaults } from "./template-defaults.ts";
import type { Unit } from "./unit.ts";
import { WorkflowUnit } from "./workflow.ts";

/** How a workflow is ended from outside: `Stop` still runs exit handlers. */
export type Shutdown = "Stop" | "Terminate";

export interface WorkflowStatus {
  readonly phase: NodePhase;
  readonly message: string;
}

/** An output that is known to the whole workflow. */
export interface GlobalOutput {
  readonly name: string;
  readonly value?: string;
  readonly artifact?: Artifact;
}

/** The state of a run: what a controller that goes on is made of. */
export interface KnownRun {
  readonly nodes?: readonly NodeStatus[];
  readonly globals?: readonly GlobalOutput[];
}

/**
 * What Argo's controller decides about one workflow. It does nothing by itself: it is told what has happened, walks, and gives orders to its
 * surroundings.
 *
 * @example
 * const controller = new Controller(submission, surroundings);
 * controller.walk();
 * controller.podEnded("main", { phase: "Succeeded", message: "", outputs: {} });
 * controller.walk();
 * controller.status; // { phase: "Succeeded", message: "" }
 */
export class Controller {
  readonly submission: Submission;
  readonly surroundings: Surroundings;
  readonly nodes: NodeMap;
  /** `workflow.…`, with what is said to the whole workflow while it runs. */
  readonly globals: Map<string, string | null>;
  readonly globalArtifacts = new Map<string, Artifact>();
  #newGlobals: GlobalOutput[] = [];
  readonly locks: Locks;
  readonly bodyOf: MakeBody = (unit, spec) => bodyOf(this, unit, spec);
  /** Who carries a node on. */
  readonly units = new Map<string, Unit>();
  readonly #pods: PodOrders;
  readonly #blocked = new Set<Unit>();
  readonly #locked = new Set<Unit>();
  readonly #waiting = new Map<string, string>();
  readonly #alarms = new Alarms();
  readonly #workflow: WorkflowUnit;
  #shutdown: Shutdown | undefined;

  /** @param known what is known of a run that goes on */
  constructor(submission: Submission, surroundings: Surroundings, known: KnownRun = {}, locks = new Locks()) {
    this.submission = submission;
    this.surroundings = surroundings;
    this.#pods = new PodOrders(surroundings);
    this.nodes = new NodeMap(known.nodes);
    this.globals = globalTags(submission);
    for (const output of known.globals ?? []) this.#sayGlobal(output);
    this.locks = locks;
    this.#shutdown = submission.spec.shutdown as Shutdown | undefined;
    this.#workflow = new WorkflowUnit(this);
  }

  get status(): WorkflowStatus {
    return this.#workflow.status;
  }

  get shutdown(): Shutdown | undefined {
    return this.#shutdown;
  }

  /** Looks what follows from all that has happened. A workflow in which nothing can follow any more is ended, with the reason. */
  walk(): void {
    this.#ringAlarms();
    do {
      this.#waiting.clear();
      this.#workflow.walk();
    } while (this.#workflow.isAwake && !isDone(this.status.phase)); // what ended made room for others
    if (!isDone(this.status.phase) && this.#isStuck()) this.#workflow.fail(this.#stuckMessage(), this.#waiting);
  }

  // What has happened

  podStarted(name: string): void {
    const node = this.nodes.get(name);
    if (node === undefined || node.phase !== "Pending") return;
    this.nodes.update(name, { phase: "Running", message: "" });
    const order = this.#pods.get(name);
    const seconds = Number(order?.template.activeDeadlineSeconds);
    const unit = this.units.get(name);
    if (Number.isFinite(seconds) && seconds > 0 && unit !== undefined)
      this.surroundings.wakeAt(this.surroundings.now() + seconds * 1000);
    this.#wake(name);
  }

  podReady(name: string, ip: string): void {
    const node = this.nodes.get(name);
    if (node === undefined || isDone(node.phase)) return;
    this.nodes.update(name, { phase: "Running", daemoned: true, ip });
    if (this.#isOver(node)) this.stopDaemons(node.boundary); // those whom it was to serve have ended meanwhile
    this.#freed();
    this.#wake(name);
  }

  #isOver({ boundary }: NodeStatus): boolean {
    const around = boundary === undefined ? undefined : this.nodes.get(boundary);
    return isDone(this.status.phase) || (around !== undefined && isDone(around.phase));
  }

  /** Somebody let go of a lock, maybe another run. @returns whether anything here waits for one */
  lockReleased(): boolean {
    const waits = this.#locked.size > 0 || this.#workflow.lockMessage !== undefined;
    this.#wakeAll(this.#locked);
    return waits;
  }

  podProgress(name: string, done: number, total: number): void {
    if (this.nodes.get(name) !== undefined) this.nodes.update(name, { progress: `${done}/${total}` });
  }

  podEnded(name: string, outcome: PodOutcome): void {
    const node = this.nodes.get(name);
    const { order, why } = this.#pods.take(name);
    if (order === undefined || node === undefined) return;
    if (isDone(node.phase)) {
      this.#freed();
      return;
    }
    const { daemoned: _, ...rest } = node;
    const outputs = Object.keys(outcome.outputs).length === 0 ? {} : { outputs: outcome.outputs };
    this.nodes.set({ ...rest, ...outputs });
    this.sayOutputs(order.template, outcome.outputs);
    addContainerNodes(this.nodes, node, order.template, outcome.containers ?? [], this.surroundings.now());
    if (why === undefined) this.mark(name, outcome.phase, outcome.message);
    else this.mark(name, "Failed", why);
    this.#wake(name);
  }

  answered(name: string, answers: ReadonlyMap<string, string>): void {
    const node = this.nodes.get(name);
    const unit = this.units.get(name);
    if (node === undefined || isDone(node.phase) || unit === undefined) return;
    const template = (unit as Invocation).template;
    if (template !== undefined) this.resume(name, answers, template);
    unit.wake();
  }

  /** Nobody will answer what a suspended node asks. */
  unanswered(name: string, why: string): void {
    const node = this.nodes.get(name);
    if (node === undefined || isDone(node.phase)) return;
    this.mark(name, "Error", why);
    this.#wake(name);
  }

  /** Ends the workflow: what runs is stopped, nothing new begins but exit handlers after `Stop`. */
  stop(how: Shutdown): void {
    this.#shutdown = how;
    this.#endAll(`workflow shutdown with strategy:  ${how}`, how === "Terminate");
  }

  // What the walk does

  mayStart(isExit: boolean): boolean {
    return this.#shutdown === undefined || (this.#shutdown === "Stop" && isExit);
  }

  isPastDeadline(): boolean {
    return this.#workflow.isPastDeadline();
  }

  /** Ends everything that runs when the workflow has no more time. */
  endByDeadline(): void {
    this.#endAll("Step exceeded its deadline", false);
  }

  isOrdered(name: string): boolean {
    return this.#pods.has(name);
  }

  order(order: PodOrder): void {
    this.#pods.start(order);
  }

  /** Whether nothing new may begin in a DAG or Steps node now. */
  isFull({ node, template }: Boundary): boolean {
    const { spec } = this.submission;
    if (spec.parallelism !== undefined && this.nodes.activePods >= spec.parallelism) return true;
    const counts = this.nodes.countsOf(node);
    if (template.failFast === true && counts.unsuccessful > 0) {
      const known = this.nodes.get(node);
      if (counts.activePods === 0 && known !== undefined && !isFulfilled(known))
        this.mark(node, "Failed", "template has failed or errored children and failFast enabled");
      return true;
    }
    return template.parallelism !== undefined && counts.active >= template.parallelism;
  }

  isBlocked(_template: Template, node: NodeStatus | undefined, boundary: Boundary | undefined): boolean {
    if (node !== undefined) return false;
    if (boundary !== undefined) return this.isFull(boundary);
    const { parallelism } = this.submission.spec;
    return parallelism !== undefined && this.nodes.activePods >= parallelism;
  }

  noteBlocked(unit: Unit): void {
    this.#blocked.add(unit);
  }

  noteLocked(unit: Unit): void {
    this.#locked.add(unit);
  }

  /** A part can't go on before a name is there. */
  noteWaiting(name: string, why: string): void {
    this.#waiting.set(name, why);
  }

  wakeUnitAt(unit: Unit, time: number): void {
    if (this.#alarms.set(unit, time)) this.surroundings.wakeAt(time);
  }

  /** A node that begins. */
  initialize(place: NodePlace, type: NodeType, phase: NodePhase, about: Pick<NodeStart, "template" | "inputs">): NodeStatus {
    const now = this.surroundings.now();
    return this.nodes.set(newNode(place, { type, phase, ...about }, now, this.nodes.get(place.name)));
  }

  /** A node that does not run. */
  skip(place: NodePlace, phase: "Skipped" | "Omitted" | "Error", message: string): NodeStatus {
    this.initialize(place, "Skipped", phase, {});
    return this.mark(place.name, phase, message);
  }

  /** A call that can't be made: its node has the reason. */
  refuse(place: NodePlace, message: string): NodeStatus {
    return this.nodes.get(place.name) === undefined
      ? this.skip(place, "Error", message)
      : this.mark(place.name, "Error", message);
  }

  mark(name: string, phase: NodePhase, message: string): NodeStatus {
    const known = this.nodes.get(name);
    if (
      known !== undefined &&
      isDone(phase) &&
      known.phase === phase &&
      known.message === message &&
      known.finishedAt !== undefined
    )
      return known;
    const ended = isDone(phase) ? { finishedAt: this.surroundings.now() } : {};
    const node = this.nodes.update(name, { phase, message, ...ended });
    if (isDone(phase)) {
      if (this.locks.release(name)) this.#wakeAll(this.#locked);
      this.#freed();
      const unit = this.units.get(name) as Invocation | undefined;
      if (unit?.template !== undefined && unit.spec.name === name) keepNode(this, unit.template, node);
    }
    return node;
  }

  /** A suspended node goes on, with answers or the defaults. */
  resume(name: string, answers: ReadonlyMap<string, string>, template: Template): NodeStatus {
    try {
      const parameters = suppliedOutputs(template, answers);
      if (Object.keys(parameters).length > 0) {
        this.nodes.update(name, { outputs: { parameters } });
        this.sayOutputs(template, { parameters });
      }
      return this.mark(name, "Succeeded", "");
    } catch (error) {
      return this.mark(name, "Error", asControlError(error).message);
    }
  }

  /** Outputs with a `globalName` are known to the whole workflow. */
  sayOutputs({ outputs }: Template, left: NodeOutputs): void {
    const say = (output: GlobalOutput): void => {
      this.#sayGlobal(output);
      this.#newGlobals.push(output);
    };
    for (const { name, globalName = "" } of outputs?.parameters ?? []) {
      const value = left.parameters?.[name];
      if (globalName !== "" && value !== undefined) say({ name: `workflow.outputs.parameters.${globalName}`, value });
    }
    for (const { name, globalName = "" } of outputs?.artifacts ?? []) {
      const artifact = left.artifacts?.find((one) => one.name === name);
      if (globalName !== "" && artifact !== undefined) say({ name: `workflow.outputs.artifacts.${globalName}`, artifact });
    }
  }

  #sayGlobal({ name, value, artifact }: GlobalOutput): void {
    if (value !== undefined) this.globals.set(name, value);
    if (artifact !== undefined) this.globalArtifacts.set(name, artifact);
  }

  /** What has changed since the last time this was asked. */
  takeChanges(): Required<KnownRun> {
    const globals = this.#newGlobals;
    this.#newGlobals = [];
    return { nodes: this.nodes.takeChanges(), globals };
  }

  /** The template that a caller means, as it is declared; undefined when there is none. */
  declaredBy(caller: Caller, source: TemplateSource): Template | undefined {
    try {
      return mergeDefaults(resolveTemplate(caller, source).template, this.submission.spec.templateDefaults);
    } catch {
      return undefined;
    }
  }

  /** Ends the daemons of a DAG or Steps node that has ended, or all: they have done their work. */
  stopDaemons(boundary?: string): void {
    for (const { node: name } of this.#pods.all()) {
      const node = this.nodes.get(name);
      if (node?.daemoned !== true || (boundary !== undefined && node.boundary !== boundary)) continue;
      const { daemoned: _, ...rest } = node;
      this.nodes.set(rest);
      this.mark(name, "Succeeded", "");
      this.#pods.stop({ node: name, message: "" });
    }
  }

  /** Stops the pods of a node and of everything inside of it. */
  stopUnder(name: string, message: string): void {
    for (const { node: pod } of this.#pods.all()) {
      if (pod !== name && !pod.startsWith(`${name}.`) && !pod.startsWith(`${name}[`) && !pod.startsWith(`${name}(`)) continue;
      this.#pods.stop({ node: pod, message });
      if (pod !== name && !isDone(this.nodes.get(pod)!.phase)) this.mark(pod, "Failed", message);
    }
  }

  #endAll(message: string, withExits: boolean): void {
    for (const node of [...this.nodes.all()]) {
      if (isDone(node.phase)) continue;
      const unit = this.units.get(node.name) as Invocation | undefined;
      if (!withExits && unit?.spec.isExit === true) continue;
      if (this.#pods.has(node.name)) this.#pods.stop({ node: node.name, message });
      else if (node.type === "Suspend" || (node.type === "Pod" && node.phase === "Pending")) {
        this.mark(node.name, "Failed", message);
        this.#wake(node.name);
      } else if (unit !== undefined) unit.wake();
    }
    this.#workflow.wake();
  }

  #wake(name: string): void {
    this.units.get(name)?.wake();
  }

  /** Something has ended, so that what waited for room may begin. */
  #freed(): void {
    this.#wakeAll(this.#blocked);
  }

  #wakeAll(units: Set<Unit>): void {
    const woken = [...units];
    units.clear();
    for (const unit of woken) unit.wake();
  }

  #ringAlarms(): void {
    const now = this.surroundings.now();
    this.#alarms.ring(now);
    for (const { node, template } of this.#pods.all()) this.#endLatePod(node, Number(template.activeDeadlineSeconds), now);
  }

  #endLatePod(name: string, seconds: number, now: number): void {
    const node = this.nodes.get(name);
    if (
      !Number.isFinite(seconds) ||
      seconds <= 0 ||
      node === undefined ||
      this.#pods.isStopping(name) ||
      node.phase !== "Running"
    )
      return;
    if (now < node.startedAt + seconds * 1000) return;
    const message = "Pod was active on the node longer than the specified deadline";
    this.#pods.stop({ node: name, message });
  }

  /** Nothing runs but daemons, no time is awaited, nobody is asked: whatever has not ended never will. */
  #isStuck(): boolean {
    if (this.#alarms.size > 0) return false;
    if (this.#pods.all().some(({ node }) => this.nodes.get(node)?.daemoned !== true)) return false;
    for (const node of this.nodes.all()) if (node.type === "Suspend" && !isDone(node.phase)) return false;
    if (this.#waitsForOtherRun()) return false;
    return this.#workflow.lockMessage === undefined;
  }

  #waitsForOtherRun(): boolean {
    const waiting = [...this.nodes.all()].filter(({ waitsFor, phase }) => waitsFor !== undefined && !isDone(phase));
    return waiting.some(({ name }) => this.locks.holdersBefore(name).some((holder) => this.nodes.get(holder) === undefined));
  }

  #stuckMessage(): string {
    const [first] = [...this.#waiting].map(([name, why]) => `"${name}" waits for ever: ${why}`);
    const full =
      "nothing else may begin: as many steps run as `parallelism` allows, and daemons among them end with the rest only";
    return `stuck: ${first ?? (this.#blocked.size > 0 ? full : "nothing runs any more, and nothing can begin")}`;
  }
}
