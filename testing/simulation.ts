import type { Plan } from "../compiler/plan/plan.ts";
import { Controller } from "../runner/controller/controller.ts";
import type { Locks } from "../runner/controller/locks.ts";
import { isDone, type NodeStatus } from "../runner/controller/node-status.ts";
import type { Submission } from "../runner/controller/submission.ts";
import type { CacheEntry, PodOrder, StopOrder, Surroundings, Waiting } from "../runner/controller/surroundings.ts";
import type { PodOutcome } from "../runner/pods/pod.ts";
import { NodePlaces, taskOf } from "./node-places.ts";
import type { PlayedPod, PodCall } from "./pod-player.ts";
import { Timeline } from "./timeline.ts";

/** One try of a step. */
export interface Try {
  readonly node: string;
  readonly startedAt: number;
  readonly played: PlayedPod;
  /** Undefined while it runs. */
  readonly endedAt: number | undefined;
  readonly outcome: Pick<PodOutcome, "phase" | "message" | "outputs"> | undefined;
}

/** A question that the run asks, and how it is answered: not at all, or after some time. */
export type Answering = (
  waiting: Waiting,
  place: { readonly step: string; readonly now: number },
) => Promise<Answered | undefined>;

export interface Answered {
  readonly texts: ReadonlyMap<string, string>;
  readonly seconds: number;
}

export interface SimulationOptions {
  readonly plan: Plan;
  readonly submission: Submission;
  readonly play: (call: PodCall) => Promise<PlayedPod>;
  readonly answer: Answering;
  readonly configMap: (name: string, key: string) => string | undefined;
  readonly cache: Map<string, CacheEntry>;
  readonly locks: Locks;
  /** When somebody ends it from outside, at once. */
  readonly terminateAt?: number;
}

/** Interprets a workflow under a clock that somebody winds: whatever is awaited comes at once. */
export class Simulation implements Surroundings {
  readonly controller: Controller;
  readonly places: NodePlaces;
  /** The tries of each step, by the step's node, in the order in which the steps began. */
  readonly tries = new Map<string, Try[]>();
  /** The names of the steps that wait for somebody who does not answer. */
  readonly unanswered = new Set<string>();
  readonly #options: SimulationOptions;
  readonly #timeline: Timeline;
  readonly #orders: PodOrder[] = [];
  readonly #asked: Waiting[] = [];
  /** What runs: ends it before its time. */
  readonly #running = new Map<string, () => void>();
  readonly #awaited = new Set<number>();

  constructor(options: SimulationOptions) {
    const { submission, plan, locks, terminateAt } = options;
    this.#options = options;
    this.#timeline = new Timeline(submission.createdAt);
    this.controller = new Controller(submission, this, {}, locks);
    this.places = new NodePlaces(plan, (name) => this.controller.nodes.get(name));
    if (terminateAt !== undefined) this.#timeline.at(terminateAt, () => this.controller.stop("Terminate"));
  }

  /** Goes on until the run has ended, or nothing can happen any more but an answer. */
  async run(): Promise<void> {
    const { controller } = this;
    for (;;) {
      controller.walk();
      if (isDone(controller.status.phase)) return;
      await this.#begin();
      if (!this.#timeline.advance()) return;
    }
  }

  // What the controller has around it

  now = (): number => this.#timeline.now;

  wakeAt = (time: number): void => {
    if (this.#awaited.has(time)) return;
    this.#awaited.add(time);
    this.#timeline.at(time, () => this.#awaited.delete(time));
  };

  startPod = (order: PodOrder): void => {
    this.#orders.push(order);
  };

  stopPod = ({ node }: StopOrder): void => {
    this.#running.get(node)?.();
  };

  ask = (waiting: Waiting): void => {
    this.#asked.push(waiting);
  };

  configMap = (name: string, key: string): string | undefined => this.#options.configMap(name, key);

  semaphoreLimit = this.configMap;

  cached = (cache: string, key: string): CacheEntry | undefined => this.#options.cache.get(`${cache}/${key}`);

  keep = (cache: string, key: string, entry: CacheEntry): void => {
    this.#options.cache.set(`${cache}/${key}`, entry);
  };

  /** One after the other: what they take in the run is another matter. */
  async #begin(): Promise<void> {
    for (const order of this.#orders.splice(0)) await this.#start(order);
    for (const waiting of this.#asked.splice(0)) await this.#askFor(waiting);
  }

  async #start({ node, template }: PodOrder): Promise<void> {
    const { controller } = this;
    const place = this.places.of(node);
    const task = taskOf(place);
    if (task === undefined) throw new Error(`The node "${node}" belongs to no step of the pipeline.`);
    const tries = this.tries.get(place.owner) ?? [];
    this.tries.set(place.owner, tries);
    controller.podStarted(node);
    const startedAt = this.#timeline.now;
    const owner = controller.nodes.get(place.owner)!;
    const attempt = tries.length + 1;
    const played = await this.#options.play({ task, step: place.path, owner, node, template, attempt, now: startedAt });
    const index = tries.push({ node, startedAt, played, endedAt: undefined, outcome: undefined }) - 1;
    const end = (outcome: PodOutcome): void => {
      if (!this.#running.delete(node)) return;
      tries[index] = { ...tries[index]!, endedAt: this.#timeline.now, outcome };
      controller.podEnded(node, outcome);
    };
    this.#running.set(node, () => this.#timeline.at(this.#timeline.now, () => end(stopped)));
    this.#timeline.at(startedAt + played.seconds * 1000, () => end(played.outcome));
  }

  async #askFor(waiting: Waiting): Promise<void> {
    const { node, until } = waiting;
    const step = this.places.of(node.name).path;
    const answered = await this.#options.answer(waiting, { step, now: this.#timeline.now });
    if (answered !== undefined) {
      const time = this.#timeline.now + answered.seconds * 1000;
      this.#timeline.at(time, () => this.controller.answered(node.name, answered.texts));
    } else if (until === undefined) this.unanswered.add(step);
  }

  /** The nodes that stand for steps or what is between them, in the order in which they began. */
  get nodes(): readonly NodeStatus[] {
    return [...this.controller.nodes.all()];
  }
}

const stopped: PodOutcome = { phase: "Failed", message: "main: Error (exit code 143)", outputs: { exitCode: "143" } };
