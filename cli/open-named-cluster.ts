import type { OpenCluster } from "../cluster/open-cluster.ts";
import type { OptionSpec } from "./parse-args.ts";

/** Which cluster a verb speaks to; the current context of the kubeconfig when nothing is said. */
export const clusterOptions = {
  context: { type: "string" },
  namespace: { type: "string" },
  kubeconfig: { type: "string" },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export interface NamedCluster {
  readonly context?: string;
  readonly namespace?: string;
  readonly kubeconfig?: string;
}

/**
 * Opens the cluster that the options name, and says on standard error which one it is before anything is asked of it.
 * @throws ClusterError
 */
export async function openNamedCluster({ context, namespace, kubeconfig }: NamedCluster): Promise<OpenCluster> {
  const { openCluster } = await import("../cluster/open-cluster.ts");
  const named = {
    ...(context !== undefined && { context }),
    ...(namespace !== undefined && { namespace }),
    ...(kubeconfig !== undefined && { kubeconfig }),
  };
  return await openCluster(named, (chosen) => {
    process.stderr.write(`cluster ${chosen.context}, namespace ${chosen.namespace}\n`);
  });
}
