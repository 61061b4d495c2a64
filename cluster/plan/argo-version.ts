import { ApiError } from "../api-error.ts";
import type { KubeClient } from "../kube-client.ts";
import type { OpenCluster } from "../open-cluster.ts";
import { pathOf, type ResourceKinds } from "../resource-kinds.ts";
import type { KubeObject } from "../watch-object.ts";

/** What a cluster has of Argo, as far as it can be known. */
export interface ArgoFacts {
  /** Missing when there is no WorkflowTemplate at all; unknown to who may not try. */
  readonly crds: "full" | "minimal" | "missing" | "unknown";
  /** `4.1.2`, or `4.1` by what the CRDs know. */
  readonly version: string | undefined;
  /** Where the version was read. */
  readonly source: "the image of its controller" | "its CRDs" | undefined;
  /** The controller, where it may be looked at. */
  readonly controller: KubeObject | undefined;
}

/** Where controllers live when they are installed as their manuals say. */
const usualNamespaces = ["argo", "argo-workflows"];

/** Finds out which Argo a cluster has. What may not be looked at is unknown. */
export async function argoFacts(cluster: OpenCluster, kinds: ResourceKinds, signal?: AbortSignal): Promise<ArgoFacts> {
  const [crds, controller] = await Promise.all([
    crdsOf(cluster, kinds, signal),
    findController(cluster.client, cluster.namespace, signal),
  ]);
  const byImage = controller && versionOf(controller);
  const version = byImage ?? crds.version;
  return {
    crds: crds.crds,
    version,
    source: version === undefined ? undefined : byImage === undefined ? "its CRDs" : "the image of its controller",
    controller,
  };
}

/**
 * Full CRDs refuse fields that they do not know, and each version has brought some: a dry run of an object with such fields says which ones it
 * lacks. Nothing is made.
 */
async function crdsOf(
  { client, namespace }: OpenCluster,
  kinds: ResourceKinds,
  signal?: AbortSignal,
): Promise<Pick<ArgoFacts, "crds" | "version">> {
  const kind = await kinds.byKind("argoproj.io/v1alpha1", "WorkflowTemplate", signal);
  if (kind === undefined) return { crds: "missing", version: undefined };
  const template = {
    name: "main",
    pendingTimeout: "1m",
    suspend: {},
    inputs: { artifacts: [{ name: "a", plugin: { name: "p" } }] },
  };
  const probe = {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "WorkflowTemplate",
    metadata: { name: "pipewright-probe" },
    spec: { entrypoint: "main", templates: [template], ofNoVersion: true },
  };
  try {
    await client.ask({
      method: "POST",
      path: pathOf(kind, namespace),
      query: { dryRun: "All", fieldValidation: "Strict" },
      body: JSON.stringify(probe),
      isRepeatable: true,
      ...(signal && { signal }),
    });
    return { crds: "minimal", version: undefined };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (!error.message.includes("ofNoVersion")) return { crds: "unknown", version: undefined };
    const lacks = (field: string): boolean => new RegExp(`unknown field "[^"]*${field}`).test(error.message);
    return { crds: "full", version: lacks("plugin") ? "3.7" : lacks("pendingTimeout") ? "4.0" : "4.1" };
  }
}

/** The Deployment of the controller: anywhere, or where it usually is. */
async function findController(client: KubeClient, namespace: string, signal?: AbortSignal): Promise<KubeObject | undefined> {
  const everywhere = await deployments(client, "/apis/apps/v1/deployments", signal);
  if (everywhere !== undefined) return everywhere;
  for (const one of new Set([...usualNamespaces, namespace])) {
    const found = await deployments(client, `/apis/apps/v1/namespaces/${encodeURIComponent(one)}/deployments`, signal);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function deployments(client: KubeClient, path: string, signal?: AbortSignal): Promise<KubeObject | undefined> {
  const queries = [
    { fieldSelector: "metadata.name=workflow-controller" },
    { labelSelector: "app.kubernetes.io/component=workflow-controller" },
  ];
  for (const query of queries) {
    try {
      const { items } = await client.ask<{ readonly items: readonly KubeObject[] }>({
        method: "GET",
        path,
        query,
        ...(signal && { signal }),
      });
      if (items[0] !== undefined) return items[0];
    } catch (error) {
      if (error instanceof ApiError && (error.code === 403 || error.code === 404)) return undefined;
      throw error;
    }
  }
  return undefined;
}

interface PodSpecHolder {
  readonly template?: { readonly spec?: { readonly containers?: readonly { readonly image?: string }[] } };
}

/** By the tag of its image, `quay.io/argoproj/workflow-controller:v4.1.2`, or by the label that Helm gives it. */
export function versionOf({ spec, metadata }: KubeObject): string | undefined {
  const images = ((spec as PodSpecHolder | undefined)?.template?.spec?.containers ?? []).map(({ image = "" }) => image);
  const labels = (metadata["labels"] ?? {}) as Readonly<Record<string, string>>;
  const tags = [...images.filter((image) => image.includes("workflow-controller")), labels["app.kubernetes.io/version"] ?? ""];
  return tags
    .map((tag) => /v?(\d+\.\d+\.\d+)/.exec(tag.replace(/@.*/, "").split(":").at(-1) ?? "")?.[1])
    .find((one) => one !== undefined);
}
