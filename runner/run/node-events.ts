import { isDone, type NodeStatus } from "../controller/node-status.ts";
import type { ArtifactRecord, NodeFinished, NodeStarted, RunEvent } from "../event.ts";

/** What a run knows of a node beyond its status. */
export interface NodeFacts {
  readonly image?: string;
  readonly artifacts?: readonly ArtifactRecord[];
  readonly peakMemory?: number;
}

/** Tells of nodes as they begin and end: a pod begins when its program does, and none ends before it has begun. */
export class NodeEvents {
  readonly #begun = new Set<string>();
  readonly #ended = new Set<string>();
  readonly #nodeOf: (name: string) => NodeStatus | undefined;
  readonly #facts: (name: string) => NodeFacts;

  constructor(nodeOf: (name: string) => NodeStatus | undefined, facts: (name: string) => NodeFacts) {
    this.#nodeOf = nodeOf;
    this.#facts = facts;
  }

  of(changed: readonly NodeStatus[]): readonly RunEvent[] {
    const begun = changed.filter((node) => this.#begins(node)).toSorted((one, other) => one.startedAt - other.startedAt);
    const ended = changed
      .filter((node) => this.#ends(node))
      .toSorted((one, other) => (one.finishedAt ?? 0) - (other.finishedAt ?? 0));
    const outside = (one: NodeStatus, other: NodeStatus) => depthOf(other) - depthOf(one);
    return [...begun.map((node) => this.#started(node)), ...ended.toSorted(outside).map((node) => this.#finished(node))];
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

  #started(node: NodeStatus): NodeStarted {
    const parent = parentOf(node, this.#nodeOf);
    const { image } = this.#facts(node.name);
    return {
      type: "node-started",
      time: node.startedAt,
      node: node.name,
      displayName: node.displayName,
      nodeType: node.type,
      templateName: node.templateName ?? "",
      ...(parent !== undefined && { parent }),
      dependsOn: node.after ?? [],
      inputs: node.inputs?.parameters ?? {},
      ...(image !== undefined && { image }),
    };
  }

  #finished(node: NodeStatus): NodeFinished {
    const { artifacts = [], peakMemory } = this.#facts(node.name);
    const exitCode = node.outputs?.exitCode;
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
    };
  }
}

const depthOf = ({ name }: NodeStatus): number => name.length;

/** The node that another is inside of: its try's Retry node, its item's loop, its step's group, else the template around. */
function parentOf(node: NodeStatus, nodeOf: (name: string) => NodeStatus | undefined): string | undefined {
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
