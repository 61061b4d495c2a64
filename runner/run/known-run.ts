import type { KnownRun } from "../controller/controller.ts";
import { isDone, type NodeStatus } from "../controller/node-status.ts";
import type { JournalState } from "./journal.ts";

/** What a controller that goes on may believe: daemons that were ready have ended with their runner, and begin again. */
export function knownRun({ nodes, globals }: Pick<JournalState, "nodes" | "globals">): KnownRun {
  return { nodes: nodes.map(withoutDaemon), globals };
}

function withoutDaemon(node: NodeStatus): NodeStatus {
  if (node.daemoned !== true || isDone(node.phase)) return node;
  const { daemoned: _, ip: __, ...rest } = node;
  return { ...rest, phase: "Pending" };
}
