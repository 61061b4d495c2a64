import { ApiError } from "../api-error.ts";
import type { OpenCluster } from "../open-cluster.ts";
import { pathOf, type ResourceKind } from "../resource-kinds.ts";

export type ActingOn = Pick<OpenCluster, "client" | "namespace">;

/** What a JSON merge patch says: `null` takes a field away. */
export type MergePatch = { readonly [field: string]: unknown };

const mostTries = 6;

/**
 * Changes an object according to what it is now: when somebody else, as its controller, was faster it is looked at again.
 *
 * @param decide gives the patch; undefined when nothing is to be changed
 * @returns the object as it is then
 * @throws ApiError (404 when it is not there), ConnectionError, and what `decide` throws
 */
export async function changeObject(
  { client, namespace }: ActingOn,
  kind: ResourceKind,
  name: string,
  decide: (object: unknown) => MergePatch | undefined,
): Promise<unknown> {
  const path = pathOf(kind, namespace, name);
  for (let tries = 1; ; tries++) {
    const object = await client.ask<{ readonly metadata?: { readonly resourceVersion?: string } }>({ method: "GET", path });
    const patch = decide(object);
    if (patch === undefined) return object;
    const metadata = { ...(patch["metadata"] as MergePatch | undefined), resourceVersion: object.metadata?.resourceVersion };
    try {
      return await client.ask<unknown>({
        method: "PATCH",
        path,
        contentType: "application/merge-patch+json",
        body: JSON.stringify({ ...patch, metadata }),
      });
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 409 || tries >= mostTries) throw error;
    }
  }
}
