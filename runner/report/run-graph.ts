import type { Graph, GraphEdge, GraphNode } from "../../util/graph/graph.ts";
import { formatDuration } from "../logging/format-duration.ts";
import { isFrame, type NodeRecord, nodesInside, phaseOf, spanOf, stepsOf } from "../logging/node-record.ts";
import type { ReportRun } from "./report-run.ts";

/** Loops with more items than this show only the first ones. */
const maxItems = 6;
/** A drawing with more boxes than this helps nobody; frames are closed, then the rest is cut. */
const maxNodes = 400;

export interface RunGraph {
  readonly graph: Graph;
  /** How many nodes are not in it. */
  readonly numLeftOut: number;
}

/** The graph that a run took: steps in their frames, with what each waited for. Tries of one step are one node. */
export function runGraph(run: ReportRun): RunGraph {
  const open = collect(run, true);
  const nodes = open.length <= maxNodes ? open : collect(run, false);
  const kept = nodes.slice(0, maxNodes);
  const ids = new Set(kept.map(({ id }) => id));
  const edges = run.record.nodes.flatMap(({ node, started }): readonly GraphEdge[] =>
    ids.has(node) ? started.dependsOn.map((from) => ({ from, to: node })) : [],
  );
  const last = exitEdges(kept, edges, run);
  return {
    graph: { title: run.record.started?.pipeline ?? "run", nodes: kept, edges: [...edges, ...last] },
    numLeftOut: nodes.length - kept.length,
  };
}

/** An exit handler waits for nobody by name: it is drawn after what ended last beside it. */
function exitEdges(nodes: readonly GraphNode[], edges: readonly GraphEdge[], { record }: ReportRun): readonly GraphEdge[] {
  const before = new Set(edges.map(({ from }) => from));
  return nodes
    .filter(({ id }) => id.endsWith(".onExit"))
    .flatMap((handler) => {
      const beside = nodes.filter(({ id, parent }) => parent === handler.parent && !id.endsWith(".onExit"));
      const from = record.node(handler.id)?.started.time ?? 0;
      const end = ({ id }: GraphNode): number => record.node(id)?.finished?.time ?? Number.POSITIVE_INFINITY;
      const last = beside
        .filter((node) => !before.has(node.id) && end(node) <= from)
        .toSorted((one, other) => end(one) - end(other))
        .at(-1);
      return last === undefined ? [] : [{ from: last.id, to: handler.id, style: "order" as const }];
    });
}

function collect(run: ReportRun, open: boolean): readonly GraphNode[] {
  const root = run.record.started?.workflow;
  const found: GraphNode[] = [];
  const visit = (nodes: readonly NodeRecord[], parent: string | undefined): void => {
    for (const node of nodes) {
      if (parent === undefined && node.node === root && isFrame(node)) {
        visit(node.children, undefined);
        continue;
      }
      found.push({ ...boxOf(node, run.to), ...(parent === undefined ? {} : { parent }) });
      if (!isFrame(node)) visit(nodesInside(node), parent);
      if (!isFrame(node) || !open) continue;
      const isLoop = node.started.nodeType === "TaskGroup" && node.children.length > maxItems;
      visit(isLoop ? itemsOf(node) : nodesInside(node), node.node);
      const numMore = node.children.length - maxItems;
      if (isLoop) found.push({ id: `${node.node}\u0000more`, label: `and ${numMore} more`, kind: "group", parent: node.node });
    }
  };
  visit(run.record.roots, undefined);
  return found;
}

/** Of a long loop the failed items first, in their order. */
function itemsOf({ children }: NodeRecord): readonly NodeRecord[] {
  const failed = children.filter((child) => phaseOf(child) === "Failed" || phaseOf(child) === "Error");
  const chosen = new Set([...failed, ...children].slice(0, maxItems));
  return children.filter((child) => chosen.has(child));
}

function boxOf(node: NodeRecord, now: number): GraphNode {
  const phase = phaseOf(node);
  const tries = node.started.nodeType === "Retry" && node.children.length > 1 ? `, ${node.children.length} tries` : "";
  const hasRun = phase !== "Skipped" && phase !== "Omitted" && phase !== "Pending";
  const cached = node.finished?.cachedFrom === undefined ? "" : ", cached";
  const span = hasRun ? `${formatDuration(spanOf(node, now))}${cached}` : phase === "Pending" ? "not begun" : phase.toLowerCase();
  const size = isFrame(node) ? `${stepsOf(node.children).length} steps, ` : "";
  return {
    id: node.node,
    label: node.started.displayName || node.node,
    detail: `${size}${span}${tries}`,
    kind: node.started.nodeType === "TaskGroup" ? "for-each" : isFrame(node) ? "group" : "task",
    state: phase,
  };
}
