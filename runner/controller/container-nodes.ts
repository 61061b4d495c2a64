import type { Template } from "../../compiler/argo/model.generated.ts";
import type { ContainerOutcome } from "../pods/pod.ts";
import type { NodeMap } from "./node-map.ts";
import type { NodeStatus } from "./node-status.ts";

/** Adds a node for each container of a pod that is a set of them, drawn after those that it waits for. */
export function addContainerNodes(
  nodes: NodeMap,
  pod: NodeStatus,
  { containerSet, name }: Template,
  containers: readonly ContainerOutcome[],
  now: number,
): void {
  if (containers.length === 0) return;
  const nodeOf = (container: string): string => `${pod.name}.${container}`;
  for (const { name: container, phase, message } of containers)
    nodes.set({
      name: nodeOf(container),
      displayName: container,
      type: "Container",
      phase,
      message,
      ...(name !== undefined && { templateName: name }),
      boundary: pod.name,
      children: [],
      startedAt: pod.startedAt,
      finishedAt: now,
    });
  for (const { name: container, dependencies = [] } of containerSet?.containers ?? []) {
    if (dependencies.length === 0) nodes.addChild(pod.name, nodeOf(container));
    for (const dependency of dependencies) nodes.addChild(nodeOf(dependency), nodeOf(container));
  }
}
