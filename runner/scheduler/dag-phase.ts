import type { NodePhase } from "../event.ts";
import type { DagGraph } from "./dag-graph.ts";
import { isCompleted, isFailure } from "./node-result.ts";

/**
 * The phase of a DAG whose tasks have ended: that of its targets. A target that was skipped or omitted takes the last completed phase
 * of the way to it, a failure before a success; so a failure counts only where nothing after it has handled it.
 */
export function dagPhase(graph: DagGraph, phases: ReadonlyMap<string, NodePhase>): NodePhase {
  const reached = new Map<string, NodePhase>();
  const roots = graph.order.filter((name) => graph.parents.get(name)!.length === 0);
  const open: (readonly [name: string, branch: NodePhase])[] = roots.map((name) => [name, "Succeeded"]);
  const seen = new Set<string>();
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const [name, inherited] = next;
    const own = phases.get(name);
    if (own === undefined || seen.has(`${name} ${inherited}`)) continue;
    seen.add(`${name} ${inherited}`);
    const branch = isCompleted(own) ? own : inherited;
    const before = reached.get(name);
    if (before === undefined || !isFailure(before)) reached.set(name, branch);
    for (const child of graph.children.get(name)!) open.push([child, branch]);
  }
  return graph.targets.map((name) => reached.get(name) ?? "Succeeded").find(isFailure) ?? "Succeeded";
}
