import { ApiError } from "../api-error.ts";
import type { OpenCluster } from "../open-cluster.ts";
import { argoFacts } from "../plan/argo-version.ts";
import { ResourceKinds } from "../resource-kinds.ts";
import { type Check, ok, unknown } from "./check.ts";
import { checkArgo } from "./check-argo.ts";
import { checkController } from "./check-controller.ts";
import { checkNamespace } from "./check-namespace.ts";
import { checkNodes } from "./check-nodes.ts";
import { checkPulls } from "./check-pulls.ts";
import { checkQueues } from "./check-queues.ts";
import { checkRights } from "./check-rights.ts";

export interface DoctorOptions {
  /** Whose pods run. */
  readonly account: string;
  /** Where the images are: `ghcr.io/me/taxi`. */
  readonly registry: string;
  readonly signal?: AbortSignal | undefined;
}

/** Looks at what a cluster has for runs. It changes nothing. @throws ConnectionError */
export async function checkCluster(cluster: OpenCluster, options: DoctorOptions): Promise<readonly Check[]> {
  const { client, server, version, namespace } = cluster;
  const kinds = new ResourceKinds(client);
  const argo = await argoFacts(cluster, kinds, options.signal);
  const checks = await Promise.all([
    [version === "" ? unknown("Kubernetes", "it does not tell its version") : ok("Kubernetes", `${version} at ${server}`)],
    checkArgo(argo),
    seen("Controller", () => checkController(cluster, argo)),
    seen("Namespace", () => checkNamespace(cluster)),
    seen("Rights", () => checkRights(cluster, options.account)),
    seen("GPUs", () => checkNodes(client)),
    seen("Queues", () => checkQueues(client, kinds, namespace)),
    seen("Image pulls", () => checkPulls(cluster, options)),
  ]);
  return checks.flat();
}

/** What may not be looked at is unknown, and no failure. */
async function seen(about: string, look: () => Promise<readonly Check[]>): Promise<readonly Check[]> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof ApiError && error.code === 403) return [unknown(about, "you may not look at it")];
    throw error;
  }
}
