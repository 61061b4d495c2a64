import { isAround } from "../controller/is-around.ts";
import { isDone, type NodeStatus } from "../controller/node-status.ts";
import type { RunEvent } from "../event.ts";

/** The nodes of which a run has told that they began, and that they ended. */
export interface Told {
  readonly begun: ReadonlySet<string>;
  readonly ended: ReadonlySet<string>;
}

/** What holds of that for a run that goes on, and which nodes it told of that have not ended. */
export interface ToldBefore extends Told {
  readonly again: readonly string[];
}

/**
 * Compares what a run has told with what its journal knows. A pod that was told of and has not ended begins again, and so does what the
 * journal has lost; what stands around pods goes on.
 */
export function toldBefore(past: readonly RunEvent[], nodes: readonly NodeStatus[]): ToldBefore {
  const known = new Map(nodes.map((node) => [node.name, node]));
  const begun = new Set<string>();
  const ended = new Set<string>();
  const seen = new Set<string>();
  for (const event of past) {
    if ("node" in event) seen.add(event.node);
    if (event.type === "node-started") begun.add(event.node);
    if (event.type === "node-finished") ended.add(event.node);
  }
  const again = [...seen].filter((name) => !isDone(known.get(name)?.phase ?? "Pending"));
  for (const name of again) {
    ended.delete(name);
    const node = known.get(name);
    if (node === undefined || !isAround(node.type)) begun.delete(name);
  }
  return { begun, ended, again };
}
