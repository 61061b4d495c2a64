import type { KubeClient, KubeRequest } from "../../../cluster/kube-client.ts";
import { pathOf, type ResourceKind, type ResourceKinds } from "../../../cluster/resource-kinds.ts";
import type { KubeObject } from "../../../cluster/watch-object.ts";
import type { KubectlFlags } from "./kubectl-flags.ts";

/** What doing something to objects needs. */
export interface ResourceWork {
  readonly client: KubeClient;
  readonly kinds: ResourceKinds;
  /** Where objects are whose manifest does not say. */
  readonly namespace: string;
  readonly flags: KubectlFlags;
  /** How messages name the manifest. */
  readonly source: string;
  /** Tells what this step has made from what others have. */
  readonly manager: string;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

/** An object to do something to. */
export interface Target {
  readonly kind: ResourceKind;
  readonly namespace: string;
  readonly name: string | undefined;
  /** As the manifest has it; absent where flags name it. */
  readonly object?: KubeObject;
}

/** @throws Error in kubectl's words for a kind that the cluster does not have, another namespace than the flags say */
export async function targetOf(work: ResourceWork, object: KubeObject): Promise<Target> {
  const { apiVersion = "", kind: wanted = "", metadata } = object;
  const { flags, source } = work;
  const kind = await work.kinds.byKind(apiVersion, wanted, work.signal);
  if (kind === undefined)
    throw new Error(
      `resource mapping not found for name: "${metadata.name ?? ""}" namespace: "${metadata.namespace ?? ""}" from "${source}": no matches for kind "${wanted}" in version "${apiVersion}"\nensure CRDs are installed first`,
    );
  if (
    kind.isNamespaced &&
    metadata.namespace !== undefined &&
    flags.namespace !== undefined &&
    metadata.namespace !== flags.namespace
  )
    throw new Error(
      `the namespace from the provided object "${metadata.namespace}" does not match the namespace "${flags.namespace}". You must pass '--namespace=${metadata.namespace}' to perform this operation.`,
    );
  return { kind, namespace: metadata.namespace ?? flags.namespace ?? work.namespace, name: metadata.name, object };
}

/** The objects that flags name as kubectl's arguments do: `configmap settings`, `job/train`. */
export async function targetsOfArgs(work: ResourceWork): Promise<readonly Target[]> {
  const { args, namespace = work.namespace } = work.flags;
  const named = args.every((arg) => arg.includes("/"))
    ? args.map((arg) => arg.split("/") as [string, string])
    : args.slice(1).map((name) => [args[0] ?? "", name] as const);
  return await Promise.all(
    named.map(async ([type, name]) => {
      const kind = await work.kinds.byType(type, work.signal);
      if (kind === undefined) throw new Error(`the server doesn't have a resource type "${type}"`);
      return { kind, namespace, name };
    }),
  );
}

/** The address of a target. @throws Error when it has no name */
export function addressOf({ kind, namespace, name }: Target, subresource?: string): string {
  if (name === undefined || name === "") throw new Error("resource name may not be empty");
  return `${pathOf(kind, namespace, name)}${subresource === undefined ? "" : `/${subresource}`}`;
}

export const collectionOf = ({ kind, namespace }: Target): string => pathOf(kind, namespace);

/** `configmap/settings`, as kubectl names an object. */
export const shownTarget = ({ kind, name }: Target): string =>
  `${kind.kind.toLowerCase()}${kind.group === "" ? "" : `.${kind.group}`}/${name ?? ""}`;

/** Asks for an object, and goes on asking as long as that may help. */
export function askFor(work: ResourceWork, request: KubeRequest): Promise<KubeObject> {
  const { client, signal, log } = work;
  return client.ask<KubeObject>({
    ...request,
    signal,
    onRetry: (why) => log(`the API server does not answer, trying again: ${why}`),
  });
}
