import { join, resolve } from "node:path";
import type { OpenCluster } from "../../cluster/open-cluster.ts";
import { findRun } from "../../runner/run/find-run.ts";
import { readRunInfo } from "../../runner/run/run-folder.ts";
import { type NamedCluster, openNamedCluster } from "../open-named-cluster.ts";
import { workspaceHere } from "../prepare-run.ts";
import { asFollowProblems } from "./as-follow-problems.ts";

/** A run on a cluster, and how both are found again. */
export interface ClusterRun {
  readonly cluster: OpenCluster;
  readonly named: NamedCluster;
  readonly name: string;
  /** As the cluster has it. */
  readonly workflow: unknown;
}

/** A cluster that is found again when its login has expired, or in another terminal. */
export interface ReopenedCluster {
  readonly cluster: OpenCluster;
  readonly named: NamedCluster;
}

/** Whether a person has said that a cluster is meant. */
export const namesCluster = ({ context, namespace, kubeconfig }: NamedCluster): boolean =>
  context !== undefined || namespace !== undefined || kubeconfig !== undefined;

/** Where a run of the record really is: undefined for one of this machine, and for what the record does not have. */
export function remoteRun(run: string): (NamedCluster & { readonly workflow: string }) | undefined {
  try {
    return readRunInfo(findRun(run, join(workspaceHere(), ".pipewright", "runs"))).info.remote;
  } catch {
    return undefined;
  }
}

/** Opens the cluster that is meant, for as long as it takes. @throws ProblemError */
export async function openForRuns(given: NamedCluster): Promise<ReopenedCluster> {
  const cluster = await asFollowProblems(() => openNamedCluster(given), given.context);
  const kubeconfig = given.kubeconfig === undefined ? undefined : resolve(given.kubeconfig);
  return {
    cluster,
    named: { context: cluster.context, namespace: cluster.namespace, ...(kubeconfig !== undefined && { kubeconfig }) },
  };
}

/**
 * The run on a cluster that a person means: by its name there, or as the record calls it.
 * @throws ProblemError
 */
export async function namedClusterRun(run: string, given: NamedCluster): Promise<ClusterRun> {
  const isLast = /^last(~\d+)?$/.test(run); // the cluster's: what was followed last from here is seldom meant
  const known = isLast || namesCluster(given) ? undefined : remoteRun(run);
  const { cluster, named } = await openForRuns(known ?? given);
  const { findClusterRun } = await import("../../cluster/follow/find-cluster-run.ts");
  const workflow = await asFollowProblems(() => findClusterRun(cluster, known?.workflow ?? run), cluster.context);
  const { metadata } = workflow as { readonly metadata: { readonly name: string } };
  return { cluster, named, name: metadata.name, workflow };
}
