import { isDone, isFailure, type NodeStatus } from "./node-status.ts";

/** What counts against a limit of a template, and what makes it fail fast. */
interface Counts {
  active: number;
  activePods: number;
  unsuccessful: number;
}

/** The nodes of a run by name, what has changed since the last look, and counts that would take long to make anew. */
export class NodeMap {
  readonly #nodes = new Map<string, NodeStatus>();
  readonly #changed = new Set<string>();
  readonly #counts = new Map<string, Counts>();
  /** The same as the list that it belongs to: a loop of thousands asks thousands of times who is there. */
  readonly #childrenOf = new WeakMap<readonly string[], Set<string>>();
  /** Pods of the whole workflow that are on their way or run. */
  activePods = 0;

  constructor(nodes: readonly NodeStatus[] = []) {
    for (const node of nodes) this.#keep(node);
  }

  get(name: string): NodeStatus | undefined {
    return this.#nodes.get(name);
  }

  all(): IterableIterator<NodeStatus> {
    return this.#nodes.values();
  }

  /** A new node, or another state of one. */
  set(node: NodeStatus): NodeStatus {
    this.#keep(node);
    this.#changed.add(node.name);
    return node;
  }

  update(name: string, change: Partial<NodeStatus>): NodeStatus {
    const node = this.#nodes.get(name);
    if (node === undefined) throw new Error(`There is no node "${name}".`);
    return this.set({ ...node, ...change });
  }

  addChild(parent: string, child: string): void {
    const node = this.#nodes.get(parent);
    if (node === undefined) return;
    const known = this.#childrenOf.get(node.children) ?? new Set(node.children);
    if (known.has(child)) return;
    const children = [...node.children, child];
    this.#childrenOf.delete(node.children);
    this.#childrenOf.set(children, known.add(child));
    this.set({ ...node, children });
  }

  /** What counts of a DAG or Steps node's children. */
  countsOf(boundary: string): Readonly<Counts> {
    return this.#counts.get(boundary) ?? none;
  }

  /** The nodes that changed since the last time, each in its latest state. */
  takeChanges(): readonly NodeStatus[] {
    const changes = [...this.#changed].map((name) => this.#nodes.get(name)!);
    this.#changed.clear();
    return changes;
  }

  #keep(node: NodeStatus): void {
    const before = this.#nodes.get(node.name);
    if (before !== undefined) this.#count(before, -1);
    this.#count(node, 1);
    this.#nodes.set(node.name, node);
  }

  #count(node: NodeStatus, by: number): void {
    const isPod = node.type === "Pod";
    const isActive = !isDone(node.phase) && node.waitsFor === undefined;
    if (isPod && isActive) this.activePods += by;
    if (node.boundary === undefined || !counted.has(node.type)) return;
    const counts = this.#counts.get(node.boundary) ?? { ...none };
    this.#counts.set(node.boundary, counts);
    if (isActive) counts.active += by;
    if (isActive && isPod) counts.activePods += by;
    if (isFailure(node.phase)) counts.unsuccessful += by;
  }
}

const none: Counts = { active: 0, activePods: 0, unsuccessful: 0 };
/** Groups and retries are made of what counts. */
const counted = new Set(["Pod", "Steps", "DAG"]);
