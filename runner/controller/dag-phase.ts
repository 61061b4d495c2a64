import type { DagGraph } from "./dag-graph.ts";
import { isCompleted, isFailure, type NodePhase } from "./node-status.ts";

/**
 * The phase of a DAG whose tasks have ended: that of its targets. A target that was skipped or omitted takes the last completed phase
 * of the way to it, a failure before a success; so a failure counts only where nothing after it has handled it.
 */
export function dagPhase(graph: DagGraph, phases: ReadonlyMap<string, NodePhase>): NodePhase {
  const reached = new Map<string, NodePhase>();
  const roots = graph.order.filter((name) => graph.parents.get(name)!.length === 0);
  const open: (readonly [name: string, branch: NodePhase])[] = roots.map((name) => [name, "Succeeded"]);
  const seen = new Set<string>();
  for (let at = 0; at < open.length; at++) {
    const [name, inherited] = open[at]!;
    const own = phases.get(name);
    if (own === undefined) continue;
    const branch = isCompleted(own) ? own : inherited;
    if (seen.has(`${name} ${branch}`)) continue;
    seen.add(`${name} ${branch}`);
    const before = reached.get(name);
    if (before === undefined || !isFailure(before)) reached.set(name, branch);
    for (const child of graph.children.get(name)!) open.push([child, branch]);
  }
  return graph.targets.map((name) => reached.get(name) ?? "Succeeded").find(isFailure) ?? "Succeeded";
}
