import { parse } from "yaml";
import type { OpenCluster } from "../open-cluster.ts";
import type { ArgoFacts } from "../plan/argo-version.ts";
import { getObject } from "../plan/plan-objects.ts";
import type { KubeObject } from "../watch-object.ts";
import { type Check, fail, ok, unknown, warn } from "./check.ts";

const configMapKind = { group: "", version: "v1", kind: "ConfigMap", resource: "configmaps", isNamespaced: true };
const settingsName = "workflow-controller-configmap";

type Json = Readonly<Record<string, unknown>>;

/** Whether the controller runs, and what its settings say of artifacts, history and limits. @throws ApiError */
export async function checkController(
  { client, namespace }: OpenCluster,
  { controller, crds }: ArgoFacts,
): Promise<readonly Check[]> {
  if (crds === "missing") return [];
  if (controller === undefined) return [unknown("Controller", "no Deployment of it can be seen")];
  const home = controller.metadata.namespace ?? "";
  const { availableReplicas = 0 } = (controller["status"] ?? {}) as { readonly availableReplicas?: number };
  const runs =
    availableReplicas > 0
      ? ok("Controller", `runs in namespace ${home}`)
      : fail(
          "Controller",
          `none runs in namespace ${home}`,
          `kubectl --namespace ${home} describe deployment ${controller.metadata.name}`,
        );
  const [settings, ownRepositories] = await Promise.all([
    getObject({ client, kind: configMapKind, namespace: home, name: settingsName }),
    getObject({ client, kind: configMapKind, namespace, name: "artifact-repositories" }),
  ]);
  return [runs, ...settingChecks(settingsOf(settings), ownRepositories, namespace)];
}

/** Settings stand one by one, or together under `config`; each is YAML. */
function settingsOf(configMap: KubeObject | undefined): Json {
  const { config, ...data } = (configMap?.["data"] ?? {}) as Readonly<Record<string, string>>;
  const together = config === undefined ? {} : ((parse(config) as Json | null) ?? {});
  return { ...Object.fromEntries(Object.entries(data).map(([key, text]) => [key, parseSetting(text)])), ...together };
}

function parseSetting(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return text;
  }
}

const stores = ["s3", "gcs", "azure", "artifactory", "oss", "hdfs", "plugin"];

function settingChecks(settings: Json, own: KubeObject | undefined, namespace: string): readonly Check[] {
  const repository = (settings["artifactRepository"] ?? {}) as Json;
  const store = stores.find((one) => repository[one] !== undefined);
  const { parallelism, namespaceParallelism, retentionPolicy, persistence } = settings;
  const isArchived = (persistence as { readonly archive?: boolean } | undefined)?.archive === true;
  const limits = [
    parallelism !== undefined && `${String(parallelism)} runs at a time`,
    namespaceParallelism !== undefined && `${String(namespaceParallelism)} a namespace`,
    retentionPolicy !== undefined && "a retention policy",
  ].filter((one) => one !== false);
  return [
    own !== undefined
      ? ok("Artifact repository", `ConfigMap artifact-repositories of namespace ${namespace}`)
      : store !== undefined
        ? ok("Artifact repository", `${store}${bucketOf(repository[store])}, by the controller's settings`)
        : fail(
            "Artifact repository",
            "none is configured: artifacts can't go from step to step",
            "pipewright init --cluster writes one, as the ConfigMap artifact-repositories of the namespace.",
          ),
    isArchived
      ? ok("Archive", "ended runs are kept in a database")
      : warn(
          "Archive",
          "ended runs are gone when their Workflow objects are",
          "Set persistence.archive in the controller's settings.",
        ),
    limits.length > 0 ? ok("Limits", limits.join(", ")) : ok("Limits", "the controller sets none"),
  ];
}

function bucketOf(store: unknown): string {
  const { bucket, container } = (store ?? {}) as { readonly bucket?: string; readonly container?: string };
  const name = bucket ?? container;
  return name === undefined ? "" : ` "${name}"`;
}
