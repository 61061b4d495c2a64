import type { RequestOptions } from "node:https";
import { oneLine } from "../util/graph/cell-text.ts";
import { ApiError } from "./api-error.ts";
import { ClusterError } from "./cluster-error.ts";
import { ConnectionError } from "./connection-error.ts";
import { KubeClient } from "./kube-client.ts";
import { type ChosenContext, type ClusterOptions, readKubeconfig } from "./read-kubeconfig.ts";

/** A cluster that answers, and the namespace in which work is done. */
export interface OpenCluster {
  readonly client: KubeClient;
  readonly context: string;
  readonly server: string;
  readonly namespace: string;
  /** `v1.35.4` */
  readonly version: string;
}

/** A person waits for this. */
const patienceSeconds = 3;

/**
 * Opens the cluster that a person has named, and makes sure that it is there, knows who asks and has the namespace.
 *
 * @param onChosen told which one it will be, before the first request
 * @throws ClusterError
 * @example await openCluster({ context: "kind-kind" }) // => { namespace: "default", server: "https://127.0.0.1:6443", … }
 */
export async function openCluster(options: ClusterOptions, onChosen?: (chosen: ChosenContext) => void): Promise<OpenCluster> {
  const chosen = await readKubeconfig(options);
  onChosen?.(chosen);
  const { config, context, server, namespace } = chosen;
  const login = (request: RequestOptions): Promise<void> => config.applyToHTTPSOptions(request);
  const client = new KubeClient({ server, login });
  const [version] = await Promise.all([whatVersion(client, context), lookForNamespace(client, namespace, context)]);
  return { client, context, server: shownServer(client), namespace, version };
}

async function whatVersion(client: KubeClient, context: string): Promise<string> {
  try {
    const { gitVersion = "" } = await client.ask<{ readonly gitVersion?: string }>({
      method: "GET",
      path: "/version",
      patienceSeconds,
    });
    return oneLine(gitVersion);
  } catch (error) {
    if (error instanceof ApiError && error.code === 403) return ""; // it is there, and says so to nobody
    throw asClusterError(error, client, context);
  }
}

/** Whoever may not look at namespaces may still work in one. */
async function lookForNamespace(client: KubeClient, namespace: string, context: string): Promise<void> {
  try {
    await client.ask({ method: "GET", path: `/api/v1/namespaces/${encodeURIComponent(namespace)}`, patienceSeconds });
  } catch (error) {
    if (error instanceof ApiError && error.code === 403) return;
    if (error instanceof ApiError && error.code === 404)
      throw new ClusterError(
        "namespace-missing",
        `The cluster of context "${context}" has no namespace "${namespace}".`,
        `Make it: kubectl --context ${context} create namespace ${namespace}. Or name another one: --namespace NAME.`,
      );
    throw asClusterError(error, client, context);
  }
}

/** An address may hold a password. */
const shownServer = ({ server }: KubeClient): string => `${server.origin}${server.pathname.replace(/\/$/, "")}`;

/** What goes wrong with a cluster before any work, as a problem that a person can mend. */
function asClusterError(error: unknown, client: KubeClient, context: string): unknown {
  const of = `The cluster of context "${context}", ${shownServer(client)},`;
  if (error instanceof ConnectionError)
    return new ClusterError(
      "cluster-unreachable",
      `${of} can't be reached: ${oneLine(error.message)}`,
      error.mayPass
        ? "Start it, or choose another one: --context NAME."
        : "What it shows to prove who it is, or its name, does not fit the kubeconfig: kubectl config view --minify shows what is wanted.",
    );
  if (error instanceof ApiError && error.code === 401)
    return new ClusterError(
      "cluster-login-refused",
      `${of} does not take the login of the kubeconfig: ${oneLine(error.message)}.`,
      "It may have expired. Log in again, so that kubectl get namespaces works, then try again.",
    );
  if (error instanceof ApiError)
    return new ClusterError(
      "cluster-unreachable",
      `${of} answers, but not as a cluster: ${oneLine(error.message)}`,
      "Look at its address: kubectl config view --minify.",
    );
  return error;
}
