import { ApiError } from "../api-error.ts";
import type { OpenCluster } from "../open-cluster.ts";
import type { ResourceKind } from "../resource-kinds.ts";
import { pathOf } from "../resource-kinds.ts";
import { textOf, timeOf } from "./raw-workflow.ts";
import { fieldsOf, listOf } from "./sane-workflow.ts";

/** What is known of an object without its content. */
export interface ListedObject {
  readonly name: string;
  readonly uid: string;
  readonly createdAt: number;
  readonly labels: Readonly<Record<string, string>>;
}

const pageSize = 500;
/** Names, times and labels alone: of ten thousand workflows the rest would be gigabytes. */
const metadataOnly = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

export interface ListOptions {
  readonly kind: ResourceKind;
  readonly labelSelector?: string;
  readonly signal?: AbortSignal;
}

/**
 * The objects of a kind in the cluster's namespace, the latest first, page by page. A list that takes longer than the server remembers goes on
 * with what is there then.
 *
 * @throws ApiError, ConnectionError
 */
export async function listNewest(
  { client, namespace }: Pick<OpenCluster, "client" | "namespace">,
  { kind, labelSelector, signal }: ListOptions,
): Promise<readonly ListedObject[]> {
  const found = new Map<string, ListedObject>();
  for (let next: string | undefined = ""; next !== undefined; ) {
    const page: unknown = await client
      .ask<unknown>({
        method: "GET",
        path: pathOf(kind, namespace),
        query: {
          limit: String(pageSize),
          ...(labelSelector !== undefined && { labelSelector }),
          ...(next !== "" && { continue: next }),
        },
        accept: metadataOnly,
        ...(signal !== undefined && { signal }),
      })
      .catch((error: unknown) => expired(error, next));
    for (const item of listOf(fieldsOf(page)["items"])) {
      const listed = listedObject(item);
      found.set(listed.uid || listed.name, listed);
    }
    next = textOf(fieldsOf(fieldsOf(page)["metadata"])["continue"]) || undefined;
  }
  return [...found.values()].toSorted((one, other) => other.createdAt - one.createdAt || (one.name < other.name ? 1 : -1));
}

/** A server that has forgotten where a list was says how it goes on, at the price that what has changed meanwhile is mixed in. */
function expired(error: unknown, at: string | undefined): unknown {
  if (!(error instanceof ApiError) || error.code !== 410 || at === "") throw error;
  const further = textOf(fieldsOf((error.status as { readonly metadata?: unknown }).metadata)["continue"]);
  if (further === "" || further === at) throw error;
  return { items: [], metadata: { continue: further } };
}

function listedObject(item: unknown): ListedObject {
  const metadata = fieldsOf(fieldsOf(item)["metadata"]);
  return {
    name: textOf(metadata["name"]),
    uid: textOf(metadata["uid"]),
    createdAt: timeOf(metadata["creationTimestamp"]) ?? 0,
    labels: Object.fromEntries(Object.entries(fieldsOf(metadata["labels"])).map(([name, value]) => [name, textOf(value)])),
  };
}
