import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { ApiError } from "../api-error.ts";
import { ConnectionError } from "../connection-error.ts";
import { eachOf } from "../each-of.ts";
import type { OpenCluster } from "../open-cluster.ts";
import { applyOrder } from "../plan/apply-order.ts";
import type { PlannedSteps } from "../plan/cluster-plan.ts";
import { atOnce, keyOf } from "../plan/plan-objects.ts";
import { refusal } from "../plan/refusal.ts";
import { pathOf, ResourceKinds } from "../resource-kinds.ts";
import { serverApply } from "../server-apply.ts";
import type { KubeObject } from "../watch-object.ts";
import { lostCluster } from "./lost-cluster.ts";

/** What has become of an object. */
export interface AppliedObject {
  readonly kind: string;
  readonly name: string;
  /** `perhaps`: no answer came, so that it may have been done. */
  readonly outcome: "created" | "changed" | "unchanged" | "pruned" | "refused" | "perhaps" | "left";
}

export interface ApplyOutcome {
  readonly objects: readonly AppliedObject[];
  readonly problems: readonly Diagnostic[];
  /** Whether a person has stopped it before its end. */
  readonly isInterrupted: boolean;
}

export interface ApplyOptions {
  readonly pipeline: string;
  readonly takesOver: boolean;
  /** Nothing further begins once it is aborted; what is under way is waited for, so that it is known. */
  readonly signal?: AbortSignal | undefined;
  readonly onRetry?: (why: string) => void;
  readonly onDone?: (one: AppliedObject) => void;
}

type Work = (object: KubeObject) => Promise<AppliedObject["outcome"]>;

/**
 * Puts the objects of a plan into the cluster: what others refer to first, what starts runs last, then what is no longer wanted goes. After a
 * refusal nothing further begins. Doing it again goes on where it ended.
 */
export async function applyPlan(cluster: OpenCluster, steps: PlannedSteps, options: ApplyOptions): Promise<ApplyOutcome> {
  const { pipeline, takesOver, signal, onRetry, onDone } = options;
  const { client, context, namespace } = cluster;
  const kinds = new ResourceKinds(client);
  const live = new Map(steps.live.map((one) => [keyOf(one), one]));
  const outcomes = new Map<string, AppliedObject>();
  const problems: Diagnostic[] = [];

  const put: Work = async (object) => {
    if (steps.settled.has(keyOf(object))) return "unchanged";
    const kind = await kinds.byKind(object.apiVersion ?? "", object.kind ?? "");
    if (kind === undefined) throw new Error(`the cluster has lost its kind ${object.kind}`);
    const now = await serverApply(object, { client, kind, namespace, isDryRun: false, takesOver, onRetry });
    const before = live.get(keyOf(object))?.metadata.resourceVersion;
    if (before === undefined) return "created";
    return before === now.metadata.resourceVersion ? "unchanged" : "changed";
  };
  const prune: Work = async (object) => {
    await deleteObject(cluster, kinds, object, onRetry);
    return "pruned";
  };
  const doOne = async (object: KubeObject, verb: "apply" | "delete", work: Work): Promise<void> => {
    const { kind = "", metadata } = object;
    const note = (outcome: AppliedObject["outcome"]): void => {
      const one = { kind, name: metadata.name ?? "", outcome };
      outcomes.set(keyOf(object), one);
      if (outcome !== "left") onDone?.(one);
    };
    if (signal?.aborted === true) return;
    try {
      note(await work(object));
    } catch (error) {
      if (error instanceof ApiError) {
        note("refused");
        problems.push(...refusal(error, { verb, object, namespace, context, live: live.get(keyOf(object)) }));
      } else if (error instanceof ConnectionError) {
        note(error.wasNotSent ? "left" : "perhaps");
        if (problems.length === 0) problems.push(lostCluster(error, context));
      } else throw error;
    }
  };

  const groups = applyOrder(steps.desired, pipeline);
  for (const group of groups)
    await eachOf(group, atOnce, async (one) => (problems.length > 0 ? undefined : await doOne(one, "apply", put)));
  for (const one of steps.prunable) if (problems.length === 0) await doOne(one, "delete", prune);

  const all = [...groups.flat(), ...steps.prunable];
  const left = ({ kind = "", metadata }: KubeObject): AppliedObject => ({ kind, name: metadata.name ?? "", outcome: "left" });
  const objects = all.map((one) => outcomes.get(keyOf(one)) ?? left(one));
  return { objects, problems, isInterrupted: signal?.aborted === true && objects.some(({ outcome }) => outcome === "left") };
}

/** Deletes the very object that was looked at, and not one that has taken its name since. What is gone is fine. */
export async function deleteObject(
  { client, namespace }: OpenCluster,
  kinds: ResourceKinds,
  { apiVersion = "", kind: kindName = "", metadata }: KubeObject,
  onRetry?: (why: string) => void,
): Promise<void> {
  const kind = await kinds.byKind(apiVersion, kindName);
  if (kind === undefined) return;
  const body = {
    apiVersion: "v1",
    kind: "DeleteOptions",
    propagationPolicy: "Background",
    ...(metadata.uid !== undefined && { preconditions: { uid: metadata.uid } }),
  };
  try {
    await client.ask({
      method: "DELETE",
      path: pathOf(kind, namespace, metadata.name ?? ""),
      body: JSON.stringify(body),
      isRepeatable: true,
      ...(onRetry && { onRetry }),
    });
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 404) throw error;
  }
}
