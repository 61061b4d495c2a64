import type { DAGTask, Template } from "../../compiler/argo/model.generated.ts";
import type { DagGraph } from "./dag-graph.ts";

/** The tasks that a text may speak of: named in it, or all when it speaks of `tasks` in another way. */
export function mentionedTasks(part: unknown, graph: DagGraph): readonly string[] {
  const text = JSON.stringify(part);
  if (!text.includes("tasks")) return [];
  const rest = text.replace(named, "");
  if (/\btasks\b/.test(rest)) return graph.order;
  const names = [...text.matchAll(named)].map(([, plain, quoted]) => plain ?? quoted ?? "");
  return [...new Set(names)].filter((name) => graph.tasks.has(name));
}

const named = /\btasks\s*(?:\.\s*([a-zA-Z0-9-]+)|\[\s*(?:'|\\")([a-zA-Z0-9-]+)(?:'|\\")\s*\])/g;

/** Whether one task comes before another, however far. */
export function isAncestor(name: string, of: string, graph: DagGraph): boolean {
  if (graph.parents.get(of)!.includes(name)) return true;
  const seen = new Set<string>();
  const open = [...graph.parents.get(of)!];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === name) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...graph.parents.get(next)!);
  }
  return false;
}

/** What of a task names others: its hooks are asked later. */
export const textOf = ({ hooks: _, depends: __, dependencies: ___, ...task }: DAGTask): unknown => task;

export const outputsText = ({ outputs }: Template): unknown => outputs ?? {};
