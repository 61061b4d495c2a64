import { isDone, type NodeStatus } from "../controller/node-status.ts";
import type { KnownRun } from "../controller/run-state.ts";
import type { JournalState } from "./journal.ts";

/**
 * What a controller that goes on may believe: daemons that were ready have ended with their runner. Those whose template had ended are done;
 * the others begin again, and groups that had counted them as done wait for them once more.
 */
export function knownRun({ nodes, globals }: Pick<JournalState, "nodes" | "globals">): KnownRun {
  const known = new Map(nodes.map((node) => [node.name, node]));
  const again = new Set<string>();
  for (const node of nodes) {
    if (node.daemoned !== true || isDone(node.phase)) continue;
    const { daemoned: _, ip: __, ...rest } = node;
    const around = known.get(node.boundary ?? "");
    const isOver = around !== undefined && isDone(around.phase);
    known.set(
      node.name,
      isOver ? { ...rest, phase: "Succeeded", finishedAt: around.finishedAt! } : { ...rest, phase: "Pending" },
    );
    if (!isOver) again.add(node.name);
  }
  return { nodes: [...known.values()].map((node) => (countsOn(node, again) ? reopened(node) : node)), globals };
}

const countsOn = ({ type, children }: NodeStatus, again: ReadonlySet<string>): boolean =>
  (type === "StepGroup" || type === "TaskGroup") && children.some((child) => again.has(child));

function reopened({ finishedAt: _, ...node }: NodeStatus): NodeStatus {
  return isDone(node.phase) ? { ...node, phase: "Running", message: "" } : node;
}
