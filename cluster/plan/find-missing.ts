import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { problem } from "../../compiler/diagnostics/problem.ts";
import { ApiError } from "../api-error.ts";
import { eachOf } from "../each-of.ts";
import type { OpenCluster } from "../open-cluster.ts";
import type { ResourceKinds } from "../resource-kinds.ts";
import type { KubeObject } from "../watch-object.ts";
import { atOnce, getObject } from "./plan-objects.ts";
import type { Reference } from "./references.ts";

const apiVersions: Readonly<Record<Reference["kind"], readonly string[]>> = {
  Secret: ["v1"],
  ConfigMap: ["v1"],
  PersistentVolumeClaim: ["v1"],
  ServiceAccount: ["v1"],
  PriorityClass: ["scheduling.k8s.io/v1"],
  LocalQueue: ["kueue.x-k8s.io/v1beta2", "kueue.x-k8s.io/v1beta1"],
};

/** What was looked for, and what nobody may look at. */
export interface Missing {
  readonly problems: readonly Diagnostic[];
  readonly unseen: readonly string[];
}

/**
 * Looks for everything that steps refer to.
 * @param own objects that apply puts there itself
 */
export async function findMissing(
  cluster: OpenCluster,
  kinds: ResourceKinds,
  references: readonly Reference[],
  own: readonly KubeObject[],
  signal?: AbortSignal,
): Promise<Missing> {
  const made = new Map(own.map((one) => [`${one.kind} ${one.metadata.name}`, one]));
  const groups = [...Map.groupBy(references, ({ kind, name }) => `${kind} ${name}`)];
  const looks = await eachOf(groups, atOnce, async ([key, group]): Promise<Missing> => {
    const { kind, name } = group[0]!;
    try {
      const object = made.get(key) ?? (await look(cluster, kinds, kind, name, signal));
      return { problems: object === undefined ? [absent(group[0]!, cluster)] : missingKeys(object, group), unseen: [] };
    } catch (error) {
      if (error instanceof ApiError && error.code === 403) return { problems: [], unseen: [`${kind} "${name}"`] };
      throw error;
    }
  });
  return { problems: looks.flatMap(({ problems }) => problems), unseen: looks.flatMap(({ unseen }) => unseen) };
}

async function look(
  { client, namespace }: OpenCluster,
  kinds: ResourceKinds,
  kindName: Reference["kind"],
  name: string,
  signal?: AbortSignal,
): Promise<KubeObject | undefined> {
  for (const apiVersion of apiVersions[kindName]) {
    const kind = await kinds.byKind(apiVersion, kindName, signal);
    if (kind !== undefined) return await getObject({ client, kind, namespace, name, signal });
  }
  return undefined;
}

function absent({ kind, name, who, key = "" }: Reference, { namespace }: OpenCluster): Diagnostic {
  const words = { who, name, namespace, key };
  switch (kind) {
    case "Secret":
      return problem("secret-not-in-cluster", words);
    case "ConfigMap":
      return problem("config-map-not-in-cluster", words);
    case "PersistentVolumeClaim":
      return problem("claim-not-in-cluster", words);
    case "ServiceAccount":
      return problem("service-account-not-in-cluster", words);
    case "PriorityClass":
      return problem("priority-class-not-in-cluster", words);
    case "LocalQueue":
      return problem("queue-not-in-cluster", words);
  }
}

function missingKeys(object: KubeObject, group: readonly Reference[]): readonly Diagnostic[] {
  const keys = ["data", "binaryData", "stringData"].flatMap((field) => Object.keys((object[field] ?? {}) as object));
  const known =
    keys.length === 0
      ? "no key"
      : keys
          .sort()
          .map((key) => `"${key}"`)
          .join(", ");
  return group.flatMap(({ kind, name, key, who }) => {
    if (key === undefined || keys.includes(key)) return [];
    return [problem(kind === "Secret" ? "secret-key-missing" : "config-map-key-missing", { who, name, key, known })];
  });
}
