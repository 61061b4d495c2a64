import type { Controller } from "./controller.ts";
import { isDone, type NodeStatus } from "./node-status.ts";

/** Ends the daemons of a DAG or Steps node that has ended, or all: they have done their work. */
export function stopDaemons(run: Controller, boundary?: string): void {
  for (const { node: name } of run.pods.all()) {
    const node = run.nodes.get(name);
    if (node?.daemoned !== true || (boundary !== undefined && node.boundary !== boundary)) continue;
    const { daemoned: _, ...rest } = node;
    run.nodes.set(rest);
    run.mark(name, "Succeeded", "");
    run.pods.stop({ node: name, message: "" });
  }
}

/** Stops the pods of a node and of everything inside of it. */
export function stopUnder(run: Controller, name: string, message: string): void {
  for (const { node: pod } of run.pods.all()) {
    if (pod !== name && ![".", "[", "("].some((inside) => pod.startsWith(name + inside))) continue;
    run.pods.stop({ node: pod, message });
    if (pod !== name && !isDone(run.nodes.get(pod)!.phase)) run.mark(pod, "Failed", message);
  }
}

/** Stops the pods that have run longer than their template allows. */
export function stopLate({ pods, nodes }: Controller, now: number): void {
  const message = "Pod was active on the node longer than the specified deadline";
  for (const { node: name, template } of pods.all()) {
    const node = nodes.get(name);
    if (node === undefined || pods.isStopping(name)) continue;
    if (isLate(node, deadlineSeconds(template), now)) pods.stop({ node: name, message });
  }
}

/** `activeDeadlineSeconds` of a pod; undefined when it has none. */
export function deadlineSeconds({ activeDeadlineSeconds }: { readonly activeDeadlineSeconds?: unknown }): number | undefined {
  const seconds = Number(activeDeadlineSeconds);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}

const isLate = ({ phase, startedAt }: NodeStatus, seconds: number | undefined, now: number): boolean =>
  phase === "Running" && seconds !== undefined && now >= startedAt + seconds * 1000;
