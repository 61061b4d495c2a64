import { ApiError } from "../api-error.ts";
import type { OpenCluster } from "../open-cluster.ts";
import { asOurs } from "../ours.ts";
import { pathOf, ResourceKinds } from "../resource-kinds.ts";
import type { KubeObject } from "../watch-object.ts";

/**
 * Starts the run of a Workflow whose name says what it runs: the same run is not started twice.
 * @returns whether it is new
 * @throws ApiError, ConnectionError
 */
export async function startRun({ client, namespace }: OpenCluster, workflow: KubeObject, pipeline: string): Promise<boolean> {
  const kind = await new ResourceKinds(client).byKind("argoproj.io/v1alpha1", "Workflow");
  if (kind === undefined) throw new Error("the cluster has no Workflow");
  try {
    await client.ask({
      method: "POST",
      path: pathOf(kind, namespace),
      query: { fieldManager: "pipewright", fieldValidation: "Strict" },
      body: JSON.stringify(asOurs(workflow, pipeline)),
      isRepeatable: true,
    });
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.code === 409) return false;
    throw error;
  }
}
