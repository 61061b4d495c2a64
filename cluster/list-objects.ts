import type { KubeClient } from "./kube-client.ts";
import { pathOf, type ResourceKind } from "./resource-kinds.ts";
import type { KubeObject } from "./watch-object.ts";

/** A page holds so many objects: an answer of a few MB at most. */
const pageSize = 250;

interface ObjectList {
  readonly items: readonly KubeObject[];
  readonly metadata?: { readonly continue?: string };
}

/**
 * The objects of a kind that have labels, page by page.
 * @throws ApiError, ConnectionError
 */
export async function listObjects(
  client: KubeClient,
  kind: ResourceKind,
  { namespace, labelSelector, signal }: ListOptions,
): Promise<readonly KubeObject[]> {
  const found: KubeObject[] = [];
  for (let next: string | undefined = ""; next !== undefined; ) {
    const { items, metadata }: ObjectList = await client.ask<ObjectList>({
      method: "GET",
      path: pathOf(kind, namespace),
      query: {
        limit: String(pageSize),
        ...(labelSelector !== undefined && { labelSelector }),
        ...(next !== "" && { continue: next }),
      },
      ...(signal !== undefined && { signal }),
    });
    const apiVersion = kind.group === "" ? kind.version : `${kind.group}/${kind.version}`;
    found.push(...items.map((item) => ({ ...item, apiVersion, kind: kind.kind })));
    next = metadata?.continue || undefined;
  }
  return found;
}

export interface ListOptions {
  readonly namespace: string;
  readonly labelSelector?: string;
  readonly signal?: AbortSignal | undefined;
}
