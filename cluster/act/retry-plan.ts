import { parentOf } from "../../runner/run/node-events.ts";
import type { FollowedWorkflow } from "../follow/followed-workflow.ts";
import { type RawNode, textOf } from "../follow/raw-workflow.ts";

/** What of a run stays, is opened again, and is taken away so that it is done anew. */
export interface RetryPlan {
  /** By id: what stands around failed steps, running again. */
  readonly reopened: Readonly<Record<string, RawNode>>;
  /** Ids of nodes that are taken away. */
  readonly gone: readonly string[];
  /** Names of the steps that are done anew. */
  readonly anew: readonly string[];
  /** Names of the nodes whose pods are taken away: new ones are called the same. */
  readonly pods: readonly string[];
}

const around: ReadonlySet<string> = new Set(["DAG", "Steps", "StepGroup", "TaskGroup", "Retry"]);
const stays: ReadonlySet<string> = new Set(["Succeeded", "Skipped"]);

/**
 * What a retry does to the nodes of a run that has failed, as `argo retry` does: steps that succeeded keep their results, those that failed or
 * were left out go away with all that came after them, what stands around them runs again, and exit handlers run anew.
 */
export function retryPlan(workflow: FollowedWorkflow): RetryPlan {
  const { nodes, raw, name: root } = workflow;
  const nameOf = new Map([...raw].map(([name, node]) => [textOf(node.id), name]));
  const isInside = (name: string, of: string): boolean => name.startsWith(of) && /^[.[(]/.test(name.slice(of.length));
  const isExit = (name: string): boolean => name === `${root}.onExit` || isInside(name, `${root}.onExit`);
  const isFrame = around.has(nodes.get(root)?.type ?? ""); // else its only pod is the run, and is done anew
  const gone = new Set<string>();
  const take = (first: string): void => {
    for (const open = [first]; open.length > 0; ) {
      const name = open.pop()!;
      if (gone.has(name) || (name === root && isFrame)) continue;
      gone.add(name);
      const { children } = raw.get(name) ?? {};
      for (const id of Array.isArray(children) ? children : []) open.push(nameOf.get(textOf(id)) ?? name);
      for (const [inside] of raw) if (around.has(nodes.get(name)?.type ?? "") && isInside(inside, name)) open.push(inside);
    }
  };
  for (const { name, type, phase } of nodes.values()) if (isExit(name) || (!around.has(type) && !stays.has(phase))) take(name);
  // a frame that failed by itself, with nothing in it that did, begins anew as a whole
  for (const { name, type, phase } of nodes.values()) {
    if (gone.has(name) || !around.has(type) || stays.has(phase) || name === root) continue;
    if (![...gone].some((one) => isInside(one, name))) take(name);
  }
  const open = new Set<string>(isFrame && !stays.has(nodes.get(root)?.phase ?? "") ? [root] : []);
  for (const name of gone) for (let at = up(nodes, name); at !== undefined; at = up(nodes, at)) if (!gone.has(at)) open.add(at);
  const ids = new Set([...gone].map((name) => textOf(raw.get(name)?.id)));
  const reopened = [...open].flatMap((name): [string, RawNode][] => {
    const node = raw.get(name);
    return node === undefined || gone.has(name) ? [] : [[textOf(node.id), running(node, ids)]];
  });
  const anew = [...gone].filter((name) => !around.has(nodes.get(name)?.type ?? ""));
  return {
    reopened: Object.fromEntries(reopened),
    gone: [...ids],
    anew,
    pods: anew.filter((name) => nodes.get(name)?.type === "Pod"),
  };
}

const up = (nodes: FollowedWorkflow["nodes"], name: string): string | undefined => {
  const node = nodes.get(name);
  return node === undefined ? undefined : parentOf(node, (one) => nodes.get(one));
};

/** A merge patch takes away what is null. */
const running = (node: RawNode, gone: ReadonlySet<string>): RawNode => ({
  ...node,
  phase: "Running",
  message: null,
  finishedAt: null,
  ...(node.outputs !== undefined && { outputs: null as unknown as NonNullable<RawNode["outputs"]> }),
  children: (Array.isArray(node.children) ? node.children : []).filter((id) => !gone.has(textOf(id))),
});
