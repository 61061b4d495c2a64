import { resolve } from "node:path";
import type { OpenCluster } from "../cluster/open-cluster.ts";
import type { Template } from "../compiler/argo/model.generated.ts";
import type { RunCluster } from "../runner/run/run-folder.ts";
import type { ClusterFlags } from "./run-flags.ts";

/** The cluster of a run's resource steps, and how it is found again when the run goes on. */
export interface ClusterOfRun {
  readonly open: OpenCluster;
  readonly known: RunCluster;
}

/**
 * Opens the cluster that a person has named for a run, and asks whether its steps may do what they will do.
 *
 * @param own the namespace that the workflow itself names
 * @returns undefined when none was named
 * @throws ClusterError
 */
export async function clusterOfRun(
  { context, namespace, kubeconfig }: ClusterFlags,
  own: string | undefined,
  templates: readonly Template[],
): Promise<ClusterOfRun | undefined> {
  if (context === undefined) return undefined;
  const wanted = namespace ?? own;
  const file = kubeconfig === undefined ? undefined : resolve(kubeconfig);
  const { openCluster } = await import("../cluster/open-cluster.ts");
  const open = await openCluster({
    context,
    ...(wanted !== undefined && { namespace: wanted }),
    ...(file !== undefined && { kubeconfig: file }),
  });
  const { checkAccess } = await import("../runner/pods/resource/check-access.ts");
  await checkAccess(open, templates);
  return { open, known: { context, namespace: open.namespace, ...(file !== undefined && { kubeconfig: file }) } };
}

/** The cluster of a run that goes on; its kubeconfig may have moved. */
export const clusterAgain = (known: RunCluster | undefined, { kubeconfig }: ClusterFlags): ClusterFlags => ({
  ...known,
  ...(kubeconfig !== undefined && { kubeconfig }),
});

/** Says whose objects are changed. */
export const clusterNote = ({ open: { context, server, namespace, version } }: ClusterOfRun): string =>
  `resource steps work on the cluster of context "${context}" (${server}${version === "" ? "" : `, ${version}`}), namespace "${namespace}"`;
