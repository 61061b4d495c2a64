import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { problem } from "../../compiler/diagnostics/problem.ts";
import { stableJson } from "../../util/stable-json.ts";
import { ApiError } from "../api-error.ts";
import { eachOf } from "../each-of.ts";
import { listObjects } from "../list-objects.ts";
import type { OpenCluster } from "../open-cluster.ts";
import { oursOf } from "../ours.ts";
import { pathOf, type ResourceKind, type ResourceKinds } from "../resource-kinds.ts";
import { serverApply } from "../server-apply.ts";
import type { KubeObject } from "../watch-object.ts";
import { fieldChanges } from "./field-changes.ts";
import type { ObjectChange } from "./object-change.ts";
import { prunableKinds } from "./prunable-kinds.ts";
import { refusal } from "./refusal.ts";

/** Requests at the same time: enough to hide the way there, few enough for a server's fairness. */
export const atOnce = 8;

/** What apply would do with objects, and what stands against it. */
export interface PlannedObjects {
  readonly changes: readonly ObjectChange[];
  readonly problems: readonly Diagnostic[];
  /** What is there of the objects, and of what is pruned. */
  readonly live: readonly KubeObject[];
  /** The objects as the server would have them. */
  readonly planned: readonly KubeObject[];
  readonly prunable: readonly KubeObject[];
  /** Keys of objects that a dry run would leave as they are, who owns which field included. */
  readonly settled: ReadonlySet<string>;
  /** What could not be looked at, in words. */
  readonly unseen: readonly string[];
}

export interface PlanObjectsOptions {
  readonly pipeline: string;
  readonly takesOver: boolean;
  readonly signal?: AbortSignal | undefined;
}

interface Kept {
  readonly objects: readonly KubeObject[];
  readonly unseen: readonly string[];
}

/**
 * Asks the server by a dry run what it would do with each object, and which of ours it has that are no longer wanted.
 * @param desired with the labels that make them ours
 * @throws ConnectionError, and ApiError when not even kinds can be asked for
 */
export async function planObjects(
  cluster: OpenCluster,
  kinds: ResourceKinds,
  desired: readonly KubeObject[],
  options: PlanObjectsOptions,
): Promise<PlannedObjects> {
  const { objects, unseen } = await oursIn(cluster, kinds, desired, options);
  const known = new Map(objects.map((one) => [keyOf(one), one]));
  const looks = await eachOf(desired, atOnce, (one) => planOne(cluster, kinds, one, known.get(keyOf(one)), options));
  const wanted = new Set(desired.map(keyOf));
  const prunable = objects.filter((one) => !wanted.has(keyOf(one)));
  return {
    changes: [
      ...looks.flatMap(({ change }) => change ?? []),
      ...prunable.map(({ kind = "", metadata }) => ({ action: "prune" as const, kind, name: metadata.name ?? "", fields: [] })),
    ],
    problems: withoutRepetition(looks.flatMap(({ problems }) => problems)),
    live: [...looks.flatMap(({ live }) => live ?? []), ...prunable],
    planned: looks.flatMap(({ planned }) => planned ?? []),
    prunable,
    settled: new Set(looks.flatMap(({ live, planned }) => (live && planned && isSettled(live, planned) ? [keyOf(planned)] : []))),
    unseen,
  };
}

export const keyOf = ({ kind = "", metadata }: KubeObject): string => `${kind} ${metadata.name ?? ""}`;

interface Look {
  readonly change?: ObjectChange;
  readonly problems: readonly Diagnostic[];
  readonly live?: KubeObject;
  readonly planned?: KubeObject;
}

async function planOne(
  { client, context, namespace }: OpenCluster,
  kinds: ResourceKinds,
  object: KubeObject,
  known: KubeObject | undefined,
  { takesOver, signal }: PlanObjectsOptions,
): Promise<Look> {
  const { apiVersion = "", kind: kindName = "", metadata } = object;
  const name = metadata.name ?? "";
  const kind = await kinds.byKind(apiVersion, kindName, signal);
  if (kind === undefined) return { problems: [kindMissing(apiVersion, kindName, context)] };
  const liveOf = async (): Promise<KubeObject | undefined> =>
    known ?? (await getObject({ client, kind, namespace, name, signal }));
  try {
    const planned = await serverApply(object, { client, kind, namespace, isDryRun: true, takesOver, signal });
    const isNew = planned.metadata.resourceVersion === undefined;
    const live = isNew ? undefined : await liveOf();
    if (live === undefined) return { change: { action: "create", kind: kindName, name, fields: [] }, problems: [], planned };
    const fields = fieldChanges(live, planned);
    return {
      change: { action: fields.length > 0 ? "change" : "same", kind: kindName, name, fields },
      problems: [],
      live,
      planned,
    };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const live = error.code === 409 ? await liveOf().catch(() => undefined) : undefined;
    return { problems: refusal(error, { verb: "apply", object, namespace, context, live }) };
  }
}

/** Applying it would write nothing at all; the times of the owners aside, which a dry run moves. */
function isSettled(live: KubeObject, planned: KubeObject): boolean {
  const owners = ({ metadata }: KubeObject): unknown =>
    (metadata["managedFields"] as readonly object[] | undefined)?.map((one) => ({ ...one, time: undefined }));
  return fieldChanges(live, planned).length === 0 && stableJson(owners(live)) === stableJson(owners(planned));
}

function kindMissing(apiVersion: string, kind: string, context: string): Diagnostic {
  return apiVersion.startsWith("argoproj.io/")
    ? problem("argo-crds-missing", { context, kind })
    : problem("kind-not-in-cluster", { context, kind, apiVersion });
}

export interface NamedObject {
  readonly client: OpenCluster["client"];
  readonly kind: ResourceKind;
  readonly namespace: string;
  readonly name: string;
  readonly signal?: AbortSignal | undefined;
}

/** @returns undefined when it is not there */
export async function getObject({ client, kind, namespace, name, signal }: NamedObject): Promise<KubeObject | undefined> {
  try {
    return await client.ask<KubeObject>({ method: "GET", path: pathOf(kind, namespace, name), ...(signal && { signal }) });
  } catch (error) {
    if (error instanceof ApiError && error.code === 404) return undefined;
    throw error;
  }
}

/** The objects that apply has put there for a pipeline, of every kind that it may have put there. */
export async function oursIn(
  { client, namespace }: OpenCluster,
  kinds: ResourceKinds,
  desired: readonly KubeObject[],
  { pipeline, signal }: Pick<PlanObjectsOptions, "pipeline" | "signal">,
): Promise<Kept> {
  const lists = await eachOf(prunableKinds(desired), atOnce, async ({ apiVersion, kind: name }): Promise<Kept> => {
    try {
      const kind = await kinds.byKind(apiVersion, name, signal);
      if (kind === undefined || !kind.isNamespaced) return { objects: [], unseen: [] };
      return { objects: await listObjects(client, kind, { namespace, labelSelector: oursOf(pipeline), signal }), unseen: [] };
    } catch (error) {
      if (error instanceof ApiError && error.code === 403) return { objects: [], unseen: [name] };
      throw error;
    }
  });
  return { objects: lists.flatMap(({ objects }) => objects), unseen: lists.flatMap(({ unseen }) => unseen) };
}

function withoutRepetition(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(problems.map((one) => [`${one.code} ${one.message}`, one])).values()];
}
