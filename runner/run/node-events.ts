import { isDone, type NodeStatus } from "../controller/node-status.ts";
import type { AnsweredBy, ArtifactRecord, NodeFinished, NodeIdentity, NodeStarted, NodeWaiting, RunEvent } from "../event.ts";
import type { Told } from "./told-before.ts";
import { usedArtifacts } from "./used-artifacts.ts";

/** What a run knows of a node beyond its status. */
export interface NodeFacts {
  readonly image?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly artifacts?: readonly ArtifactRecord[];
  readonly peakMemory?: number;
  readonly cachedFrom?: string;
  readonly cachedStep?: string;
  readonly cacheKey?: string;
  readonly notCached?: string;
  /** Who let a suspended node go on. */
  readonly answeredBy?: AnsweredBy;
}

/** Tells of nodes as they begin and end: a pod begins when its program does, and none ends before it has begun. */
export class NodeEvents {
  readonly #begun = new Set<string>();
  readonly #ended = new Set<string>();
  /** What each node that waits has said last. */
  readonly #waits = new Map<string, string>();
  readonly #nodeOf: (name: string) => NodeStatus | undefined;
  readonly #facts: (name: string) => NodeFacts;
  readonly #now: () => number;

  constructor(nodeOf: (name: string) => NodeStatus | undefined, facts: (name: string) => NodeFacts, now: () => number) {
    this.#nodeOf = nodeOf;
    this.#facts = facts;
    this.#now = now;
  }

  /** What was told before, by a runner that is gone. */
  seed({ begun, ended }: Told): void {
    for (const name of begun) this.#begun.add(name);
    for (const name of ended) this.#ended.add(name);
  }

  /** A node that waits for room on this machine; nothing when it has begun already. */
  waitsForRoom(name: string): readonly RunEvent[] {
    const node = this.#nodeOf(name);
    if (node === undefined || node.phase !== "Pending") return [];
    return this.#waiting(node, "room", "no room on this machine until another step ends");
  }

  /** The whole run waits for a lock before any of its nodes is there. */
  rootWaits(root: Pick<NodeIdentity, "node" | "nodeType" | "templateName">, message: string): readonly RunEvent[] {
    return this.#waitingAs({ displayName: root.node, dependsOn: [], ...root }, "lock", message);
  }

  of(changed: readonly NodeStatus[]): readonly RunEvent[] {
    const begun = changed.filter((node) => this.#begins(node)).toSorted((one, other) => one.startedAt - other.startedAt);
    const ended = changed
      .filter((node) => this.#ends(node))
      .toSorted((one, other) => (one.finishedAt ?? 0) - (other.finishedAt ?? 0));
    const outside = (one: NodeStatus, other: NodeStatus) => this.#depthOf(other) - this.#depthOf(one);
    const waiting = changed.flatMap((node) => {
      if (node.phase === "Pending" && node.waitsFor !== undefined) return this.#waiting(node, "lock", node.waitsFor);
      return node.type === "Retry" && node.phase === "Running" && node.message !== ""
        ? this.#waiting(node, "backoff", node.message)
        : [];
    });
    return [
      ...begun.map((node) => this.#started(node)),
      ...waiting,
      ...ended.toSorted(outside).flatMap((node) => [...this.#answered(node), this.#finished(node)]),
    ];
  }

  #begins(node: NodeStatus): boolean {
    if (this.#begun.has(node.name) || node.phase === "Pending") return false;
    this.#begun.add(node.name);
    return true;
  }

  #ends(node: NodeStatus): boolean {
    if (this.#ended.has(node.name) || !isDone(node.phase)) return false;
    this.#ended.add(node.name);
    return true;
  }

  /** How many nodes it is inside of. */
  #depthOf(node: NodeStatus): number {
    let depth = 0;
    for (let at = parentOf(node, this.#nodeOf); at !== undefined; depth++) {
      const outer = this.#nodeOf(at);
      at = outer === undefined ? undefined : parentOf(outer, this.#nodeOf);
    }
    return depth;
  }

  #waiting(node: NodeStatus, what: NodeWaiting["for"], message: string): readonly RunEvent[] {
    return this.#waitingAs(this.#identity(node), what, message);
  }

  #waitingAs(identity: NodeIdentity, what: NodeWaiting["for"], message: string): readonly RunEvent[] {
    if (this.#waits.get(identity.node) === message) return [];
    this.#waits.set(identity.node, message);
    return [{ type: "node-waiting", time: this.#now(), ...identity, for: what, message }];
  }

  #identity(node: NodeStatus): NodeIdentity {
    const parent = parentOf(node, this.#nodeOf);
    return {
      node: node.name,
      displayName: node.displayName,
      nodeType: node.type,
      templateName: node.templateName ?? "",
      ...(parent !== undefined && { parent }),
      dependsOn: node.after ?? [],
    };
  }

  #started(node: NodeStatus): NodeStarted {
    const { image, env = {}, notCached } = this.#facts(node.name);
    const artifacts = usedArtifacts(node.inputs?.artifacts);
    const hasWaited = node.phase === "Running" && this.#waits.has(node.name);
    return {
      type: "node-started",
      time: hasWaited ? this.#now() : node.startedAt,
      ...this.#identity(node),
      inputs: node.inputs?.parameters ?? {},
      ...(artifacts.length > 0 && { artifacts }),
      ...(image !== undefined && { image }),
      ...(Object.keys(env).length > 0 && { env }),
      ...(notCached !== undefined && { notCached }),
    };
  }

  #answered({ name, type, phase, memoized, outputs, finishedAt = 0 }: NodeStatus): readonly RunEvent[] {
    const by = type === "Suspend" && phase === "Succeeded" && memoized?.hit !== true ? this.#facts(name).answeredBy : undefined;
    return by === undefined
      ? []
      : [{ type: "node-answered", time: finishedAt, node: name, answers: outputs?.parameters ?? {}, by }];
  }

  #finished(node: NodeStatus): NodeFinished {
    const { artifacts = [], peakMemory, cachedFrom, cachedStep, cacheKey } = this.#facts(node.name);
    const exitCode = node.outputs?.exitCode;
    this.#waits.delete(node.name);
    return {
      type: "node-finished",
      time: node.finishedAt ?? node.startedAt,
      node: node.name,
      phase: node.phase,
      message: node.message,
      outputs: node.outputs?.parameters ?? {},
      artifacts,
      ...(exitCode !== undefined && node.type === "Pod" && { exitCode: Number(exitCode) }),
      ...(peakMemory !== undefined && { peakMemory }),
      ...(cachedFrom !== undefined && { cachedFrom }),
      ...(cachedStep !== undefined && { cachedStep }),
      ...(cacheKey !== undefined && { cacheKey }),
    };
  }
}

/** The node that another is inside of: its try's Retry node, its item's loop, its step's group, else the template around. */
export function parentOf(node: NodeStatus, nodeOf: (name: string) => NodeStatus | undefined): string | undefined {
  const { name, boundary, retried, hooked } = node;
  if (retried === true) return name.slice(0, name.lastIndexOf("("));
  if (boundary === undefined || hooked === true)
    return boundary ?? (hooked === true ? name.replace(/\.(onExit|hooks\.[^.]*)$/, "") : undefined);
  const inside = name.slice(boundary.length);
  const [group] = /^\[\d+\](?=\.)/.exec(inside) ?? [];
  if (group !== undefined) return boundary + group;
  const at = inside.indexOf("(");
  const loop = at < 0 ? undefined : boundary + inside.slice(0, at);
  return loop !== undefined && nodeOf(loop)?.type === "TaskGroup" ? loop : boundary;
}
