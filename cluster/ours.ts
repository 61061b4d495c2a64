import type { KubeObject } from "./watch-object.ts";

/** Who changes fields, as Kubernetes keeps account of it. */
export const fieldManager = "pipewright";

/** On every object that a pipeline is made of. */
export const pipelineLabel = "pipewright.dev/pipeline";

/** On every object that `pipewright apply` has put there: only such are pruned or deleted. */
export const managedByLabel = "app.kubernetes.io/managed-by";

/** What finds the objects that `pipewright apply` has put there for a pipeline. */
export const oursOf = (pipeline: string): string => `${managedByLabel}=${fieldManager},${pipelineLabel}=${pipeline}`;

/** An object as `pipewright apply` puts it there: with the labels that tell whose it is. */
export function asOurs(object: KubeObject, pipeline: string): KubeObject {
  const labels = { ...(object.metadata["labels"] as Readonly<Record<string, string>> | undefined) };
  return {
    ...object,
    metadata: { ...object.metadata, labels: { ...labels, [managedByLabel]: fieldManager, [pipelineLabel]: pipeline } },
  };
}
