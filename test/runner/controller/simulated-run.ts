import type { Workflow } from "../../../compiler/argo/model.generated.ts";
import { Controller } from "../../../runner/controller/controller.ts";
import type { GlobalOutput } from "../../../runner/controller/global-outputs.ts";
import { isDone, type NodeStatus } from "../../../runner/controller/node-status.ts";
import type { KnownRun, WorkflowStatus } from "../../../runner/controller/run-state.ts";
import type { PodOrder, StopOrder, Surroundings } from "../../../runner/controller/surroundings.ts";
import { Cluster } from "../../../runner/manifest/cluster.ts";
import { submit } from "../../../runner/manifest/submit.ts";
import type { PodOutcome } from "../../../runner/pods/pod.ts";
import { knownRun } from "../../../runner/run/known-run.ts";

/** How the pod of a node will end, and when. */
export interface PodPlan {
  readonly seconds: number;
  readonly outcome: PodOutcome;
}

/** What a journal keeps: what each turn has changed. */
export type Entry = Required<KnownRun>;

export interface SimulatedRun {
  readonly status: WorkflowStatus;
  readonly nodes: ReadonlyMap<string, NodeStatus>;
  readonly globals: readonly GlobalOutput[];
  readonly entries: readonly Entry[];
  /** The names of the pods as they were started. */
  readonly started: readonly string[];
  /** How many turns it took. */
  readonly turns: number;
}

const begin = Date.UTC(2026, 0, 1);
/** More than any of these workflows needs: what is not over by then never will be. */
const mostTurns = 20_000;

/**
 * Runs a workflow under a clock that jumps to whatever comes next, with pods that end as planned.
 * @param before the entries of a run that was interrupted
 * @throws Error when it does not end
 */
export function simulate(workflow: Workflow, planOf: (order: PodOrder) => PodPlan, before: readonly Entry[] = []): SimulatedRun {
  const cluster = new Cluster([workflow]);
  const submission = submit(workflow, cluster, { uid: "5f0c", now: begin });
  const world = new World(planOf, startOf(before));
  const controller = new Controller(submission, world, known(before));
  world.controller = controller;
  const entries: Entry[] = [...before];
  for (let turns = 1; turns <= mostTurns; turns++) {
    controller.walk();
    entries.push(controller.takeChanges());
    world.carryOut();
    if (isDone(controller.status.phase) && world.runsNothing) {
      return {
        status: controller.status,
        nodes: new Map([...controller.nodes.all()].map((node) => [node.name, node])),
        globals: entries.flatMap(({ globals }) => globals),
        entries,
        started: world.started,
        turns,
      };
    }
    if (!world.goOn()) throw new Error(`Nothing happens any more, and the workflow is ${controller.status.phase}.`);
  }
  throw new Error(`The workflow has not ended after ${mostTurns} turns.`);
}

/** What a runner finds in the journal of one that was killed. */
function known(before: readonly Entry[]): KnownRun {
  const nodes = new Map(before.flatMap((entry) => entry.nodes).map((node) => [node.name, node]));
  return knownRun({ nodes: [...nodes.values()], globals: before.flatMap(({ globals }) => globals) });
}

/** When a run goes on: after everything that is known of it. */
const startOf = (before: readonly Entry[]): number =>
  Math.max(begin, ...before.flatMap(({ nodes }) => nodes.map(({ startedAt, finishedAt = startedAt }) => finishedAt)));

class World implements Surroundings {
  controller!: Controller;
  readonly started: string[] = [];
  readonly #planOf: (order: PodOrder) => PodPlan;
  readonly #orders: PodOrder[] = [];
  readonly #running = new Set<string>();
  readonly #due: { readonly time: number; readonly happens: () => void }[] = [];
  #time: number;

  constructor(planOf: (order: PodOrder) => PodPlan, time: number) {
    this.#planOf = planOf;
    this.#time = time;
  }

  now = (): number => this.#time;
  wakeAt = (time: number): void => this.#at(time, () => undefined);
  startPod = (order: PodOrder): void => void this.#orders.push(order);
  stopPod = ({ node, message }: StopOrder): void =>
    this.#at(this.#time, () => this.#end(node, { phase: "Failed", message, outputs: {} }));
  ask = (): void => undefined;
  configMap = (): undefined => undefined;
  semaphoreLimit = (): undefined => undefined;
  cached = (): undefined => undefined;
  keep = (): void => undefined;

  get runsNothing(): boolean {
    return this.#running.size === 0 && this.#orders.length === 0;
  }

  carryOut(): void {
    for (const order of this.#orders.splice(0)) {
      const { node, template } = order;
      this.started.push(node);
      this.#running.add(node);
      const { seconds, outcome } = this.#planOf(order);
      this.#at(this.#time, () => this.controller.podStarted(node));
      if (template.daemon === true) this.#at(this.#time + 500, () => this.controller.podReady(node, "10.0.0.1"));
      else this.#at(this.#time + seconds * 1000, () => this.#end(node, outcome));
    }
  }

  /** Lets the next thing happen. @returns false when there is none */
  goOn(): boolean {
    let next = 0;
    for (let at = 1; at < this.#due.length; at++) if (this.#due[at]!.time < this.#due[next]!.time) next = at;
    const [first] = this.#due.splice(next, 1);
    if (first === undefined) return false;
    this.#time = Math.max(this.#time, first.time);
    first.happens();
    return true;
  }

  #end(node: string, outcome: PodOutcome): void {
    if (this.#running.delete(node)) this.controller.podEnded(node, outcome);
  }

  #at(time: number, happens: () => void): void {
    this.#due.push({ time, happens });
  }
}
