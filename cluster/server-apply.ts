import type { KubeClient } from "./kube-client.ts";
import { fieldManager } from "./ours.ts";
import { pathOf, type ResourceKind } from "./resource-kinds.ts";
import type { KubeObject } from "./watch-object.ts";

export interface ServerApplyOptions {
  readonly client: KubeClient;
  readonly kind: ResourceKind;
  readonly namespace: string;
  /** Whether the server only says what it would do. */
  readonly isDryRun: boolean;
  /** Whether fields that somebody else owns are taken over. */
  readonly takesOver: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onRetry?: ((why: string) => void) | undefined;
}

/**
 * Puts an object there by a server-side apply: what we said before and no longer say goes, what others said stays. Doing it again changes nothing,
 * so it is tried again when no answer came.
 *
 * @returns the object as it is then; one that a dry run would create has no `resourceVersion`
 * @throws ApiError (409 when somebody else owns a field that we say otherwise), ConnectionError
 */
export async function serverApply(object: KubeObject, options: ServerApplyOptions): Promise<KubeObject> {
  const { client, kind, namespace, isDryRun, takesOver, signal, onRetry } = options;
  return await client.ask<KubeObject>({
    method: "PATCH",
    path: pathOf(kind, namespace, object.metadata.name ?? ""),
    query: {
      fieldManager,
      force: String(takesOver),
      fieldValidation: "Strict",
      ...(isDryRun && { dryRun: "All" }),
    },
    contentType: "application/apply-patch+yaml",
    body: JSON.stringify(object),
    isRepeatable: true,
    ...(signal !== undefined && { signal }),
    ...(onRetry !== undefined && { onRetry }),
  });
}
