import { ApiError } from "./api-error.ts";
import type { KubeClient } from "./kube-client.ts";

/** A kind of object that a cluster has, and where its objects are. */
export interface ResourceKind {
  /** Empty for the core. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** As addresses name it: `configmaps`. */
  readonly resource: string;
  readonly isNamespaced: boolean;
}

interface ApiResource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly singularName?: string;
  readonly shortNames?: readonly string[];
}

/** Asks a cluster for its kinds, once each. */
export class ResourceKinds {
  readonly #client: KubeClient;
  readonly #lists = new Map<string, Promise<readonly ApiResource[]>>();

  constructor(client: KubeClient) {
    this.#client = client;
  }

  /** @returns undefined when the cluster has no such kind */
  async byKind(apiVersion: string, kind: string, signal?: AbortSignal): Promise<ResourceKind | undefined> {
    const found = (await this.#list(apiVersion, signal)).find((one) => one.kind === kind && !one.name.includes("/"));
    return found === undefined ? undefined : kindOf(apiVersion, found);
  }

  /**
   * As kubectl's arguments name a kind.
   * @param type `cm`, `configmap`, `configmaps`, `jobs.batch`
   */
  async byType(type: string, signal?: AbortSignal): Promise<ResourceKind | undefined> {
    const [wanted = "", ...rest] = type.toLowerCase().split(".");
    const group = rest.join(".");
    for (const apiVersion of await this.#apiVersions(signal)) {
      if (group !== "" && groupOf(apiVersion) !== group && apiVersion.split("/").reverse().join(".") !== group) continue;
      const found = (await this.#list(apiVersion, signal)).find(
        ({ name, kind, singularName, shortNames = [] }) =>
          !name.includes("/") && [name, singularName, kind.toLowerCase(), ...shortNames].includes(wanted),
      );
      if (found !== undefined) return kindOf(apiVersion, found);
    }
    return undefined;
  }

  /** The core first, then the groups in the cluster's order, each in the version that it prefers. */
  async #apiVersions(signal?: AbortSignal): Promise<readonly string[]> {
    interface Groups {
      readonly groups: readonly { readonly preferredVersion: { readonly groupVersion: string } }[];
    }
    const { groups } = await this.#client.ask<Groups>({ method: "GET", path: "/apis", ...(signal && { signal }) });
    return ["v1", ...groups.map(({ preferredVersion }) => preferredVersion.groupVersion)];
  }

  #list(apiVersion: string, signal?: AbortSignal): Promise<readonly ApiResource[]> {
    const known = this.#lists.get(apiVersion);
    if (known !== undefined) return known;
    const asked = this.#ask(apiVersion, signal);
    this.#lists.set(apiVersion, asked);
    const forget = (): void => void this.#lists.delete(apiVersion);
    asked.then((found) => (found.length === 0 ? forget() : undefined), forget); // a step may make the kind that the next one uses
    return asked;
  }

  async #ask(apiVersion: string, signal?: AbortSignal): Promise<readonly ApiResource[]> {
    const path = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    try {
      const { resources } = await this.#client.ask<{ readonly resources?: readonly ApiResource[] }>({
        method: "GET",
        path,
        ...(signal && { signal }),
      });
      return resources ?? [];
    } catch (error) {
      if (error instanceof ApiError && error.code === 404) return [];
      throw error;
    }
  }
}

const groupOf = (apiVersion: string): string => (apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "");

const kindOf = (apiVersion: string, { kind, name, namespaced }: ApiResource): ResourceKind => ({
  group: groupOf(apiVersion),
  version: apiVersion.split("/").at(-1) ?? "",
  kind,
  resource: name,
  isNamespaced: namespaced,
});

/** The address of the objects of a kind, or of one of them. */
export function pathOf({ group, version, resource, isNamespaced }: ResourceKind, namespace: string, name?: string): string {
  const root = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
  const within = isNamespaced ? `/namespaces/${encodeURIComponent(namespace)}` : "";
  return `${root}${within}/${resource}${name === undefined ? "" : `/${encodeURIComponent(name)}`}`;
}
