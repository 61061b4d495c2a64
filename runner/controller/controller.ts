import type { Template } from "../../compiler/argo/model.generated.ts";
import type { PodOutcome } from "../pods/pod.ts";
import { Alarms } from "./alarms.ts";
import type { MakeBody } from "./body.ts";
import { bodyOf } from "./body-of.ts";
import { type Caller, resolveTemplate } from "./caller.ts";
import { addContainerNodes } from "./container-nodes.ts";
import { asControlError } from "./control-error.ts";
import { GlobalOutputs } from "./global-outputs.ts";
import { globalTags } from "./globals.ts";
import type { Invocation } from "./invocation.ts";
import { endLeftovers } from "./leftovers.ts";
import { Locks } from "./locks.ts";
import { keepNode } from "./memoize.ts";
import { type NodePlace, type NodeStart, newNode } from "./new-node.ts";
import { NodeMap } from "./node-map.ts";
import { isDone, type NodePhase, type NodeStatus, type NodeType } from "./node-status.ts";
import { PodOrders } from "./pod-orders.ts";
import { deadlineSeconds, stopDaemons, stopLate } from "./pod-stops.ts";
import type { KnownRun, Shutdown, WorkflowStatus } from "./run-state.ts";
import { Sleepers } from "./sleepers.ts";
import { stuckMessage } from "./stuck.ts";
import type { Submission, TemplateSource } from "./submission.ts";
import { suppliedOutputs } from "./supplied-outputs.ts";
import type { PodOrder, Surroundings } from "./surroundings.ts";
import { mergeDefaults } from "./template-defaults.ts";
import type { Unit } from "./unit.ts";
import { WorkflowUnit } from "./workflow.ts";

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
  readonly outputs: GlobalOutputs;
  readonly locks: Locks;
  readonly bodyOf: MakeBody = (unit, spec) => bodyOf(this, unit, spec);
  /** Who carries a node on. */
  readonly units = new Map<string, Unit>();
  readonly pods: PodOrders;
  readonly sleepers = new Sleepers();
  readonly #alarms = new Alarms();
  readonly #workflow: WorkflowUnit;
  #shutdown: Shutdown | undefined;

  /** @param known what is known of a run that goes on */
  constructor(submission: Submission, surroundings: Surroundings, known: KnownRun = {}, locks = new Locks()) {
    this.submission = submission;
    this.surroundings = surroundings;
    this.pods = new PodOrders(surroundings);
    this.nodes = new NodeMap(known.nodes);
    this.outputs = new GlobalOutputs(globalTags(submission), known.globals);
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
      this.sleepers.forgetNames();
      this.#workflow.walk();
    } while (this.#workflow.isAwake && !isDone(this.status.phase)); // what ended made room for others
    const stuck = isDone(this.status.phase) ? undefined : stuckMessage(this);
    if (stuck !== undefined) this.#workflow.fail(stuck, this.sleepers.nameless);
    if (isDone(this.status.phase) && this.pods.size === 0) endLeftovers(this);
  }

  // What has happened

  podStarted(name: string): void {
    const node = this.nodes.get(name);
    if (node === undefined || node.phase !== "Pending") return;
    this.nodes.update(name, { phase: "Running", message: "" });
    const seconds = deadlineSeconds(this.pods.get(name)?.template ?? {});
    if (seconds !== undefined && this.units.has(name)) this.surroundings.wakeAt(this.surroundings.now() + seconds * 1000);
    this.#wake(name);
  }

  podReady(name: string, ip: string): void {
    const node = this.nodes.get(name);
    if (node === undefined || isDone(node.phase)) return;
    this.nodes.update(name, { phase: "Running", daemoned: true, ip });
    if (this.#isOver(node)) stopDaemons(this, node.boundary); // those whom it was to serve have ended meanwhile
    this.sleepers.wakeForRoom();
    this.#wake(name);
  }

  #isOver({ boundary }: NodeStatus): boolean {
    const around = boundary === undefined ? undefined : this.nodes.get(boundary);
    return isDone(this.status.phase) || (around !== undefined && isDone(around.phase));
  }

  /** Somebody let go of a lock, maybe another run. @returns whether anything here waits for one */
  lockReleased(): boolean {
    const waits = this.sleepers.hasLocked || this.lockMessage !== undefined;
    this.sleepers.wakeForLock();
    return waits;
  }

  podProgress(name: string, done: number, total: number): void {
    if (this.nodes.get(name) !== undefined) this.nodes.update(name, { progress: `${done}/${total}` });
  }

  podEnded(name: string, outcome: PodOutcome): void {
    const node = this.nodes.get(name);
    const { order, why } = this.pods.take(name);
    if (order === undefined || node === undefined) return;
    if (isDone(node.phase)) {
      this.sleepers.wakeForRoom();
      return;
    }
    const { daemoned: _, ...rest } = node;
    const outputs = Object.keys(outcome.outputs).length === 0 ? {} : { outputs: outcome.outputs };
    this.nodes.set({ ...rest, ...outputs });
    this.outputs.say(order.template, outcome.outputs);
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
    return this.pods.has(name);
  }

  order(order: PodOrder): void {
    this.pods.start(order);
  }

  /** Whether somebody wants to be looked at again at a later time. */
  get awaitsTime(): boolean {
    return this.#alarms.size > 0;
  }

  /** What the whole workflow waits for. */
  get lockMessage(): string | undefined {
    return this.#workflow.lockMessage;
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
      if (this.locks.release(name)) this.sleepers.wakeForLock();
      this.sleepers.wakeForRoom();
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
        this.outputs.say(template, { parameters });
      }
      return this.mark(name, "Succeeded", "");
    } catch (error) {
      return this.mark(name, "Error", asControlError(error).message);
    }
  }

  /** What has changed since the last time this was asked. */
  takeChanges(): Required<KnownRun> {
    return { nodes: this.nodes.takeChanges(), globals: this.outputs.takeNew() };
  }

  /** The template that a caller means, as it is declared; undefined when there is none. */
  declaredBy(caller: Caller, source: TemplateSource): Template | undefined {
    try {
      return mergeDefaults(resolveTemplate(caller, source).template, this.submission.spec.templateDefaults);
    } catch {
      return undefined;
    }
  }

  #endAll(message: string, withExits: boolean): void {
    for (const node of [...this.nodes.all()]) {
      if (isDone(node.phase)) continue;
      const unit = this.units.get(node.name) as Invocation | undefined;
      if (!withExits && unit?.spec.isExit === true) continue;
      if (this.pods.has(node.name)) this.pods.stop({ node: node.name, message });
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

  #ringAlarms(): void {
    const now = this.surroundings.now();
    this.#alarms.ring(now);
    stopLate(this, now);
  }
}
