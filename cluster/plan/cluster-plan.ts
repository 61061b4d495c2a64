import type { CronWorkflow } from "../../compiler/argo/model.generated.ts";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { problem } from "../../compiler/diagnostics/problem.ts";
import { type ChangeLines, changeWords } from "../../compiler/diff/change-words.ts";
import { diffManifests } from "../../compiler/diff/diff-manifests.ts";
import type { NeededPatch } from "../../compiler/targets/needed-patch.ts";
import type { Target } from "../../compiler/targets/target.ts";
import type { OpenCluster } from "../open-cluster.ts";
import { asOurs } from "../ours.ts";
import { ResourceKinds } from "../resource-kinds.ts";
import type { KubeObject } from "../watch-object.ts";
import { findForbidden, neededRights } from "./access.ts";
import { type ArgoFacts, argoFacts } from "./argo-version.ts";
import { contentOf } from "./field-changes.ts";
import { findDevices } from "./find-devices.ts";
import { findMissing } from "./find-missing.ts";
import { type NextTimes, nextTimes } from "./next-times.ts";
import type { ObjectChange } from "./object-change.ts";
import { type PlannedObjects, planObjects } from "./plan-objects.ts";
import { referencesOf } from "./references.ts";
import { runsUnderWay } from "./runs-under-way.ts";
import { versionFindings } from "./version-findings.ts";

/** What apply would change, what stands against it, and what a run needs. */
export interface ClusterPlan {
  readonly context: string;
  readonly namespace: string;
  readonly pipeline: string;
  readonly versions: { readonly kubernetes: string; readonly argo: string | undefined; readonly crds: ArgoFacts["crds"] };
  readonly changes: readonly ObjectChange[];
  /** What that changes of the pipeline, in the author's words; nothing when the pipeline is not there yet. */
  readonly words: readonly ChangeLines[];
  readonly findings: readonly Diagnostic[];
  /** What could not be looked at, for want of rights. */
  readonly unseen: readonly string[];
  readonly nextTimes: readonly NextTimes[];
  /** What apply works with. */
  readonly steps: PlannedSteps;
}

/** The objects of a plan, for who carries it out. */
export interface PlannedSteps {
  readonly desired: readonly KubeObject[];
  readonly prunable: readonly KubeObject[];
  readonly live: readonly KubeObject[];
  /** Keys of objects that are there as they should be, and known to be ours: there is nothing to apply. */
  readonly settled: ReadonlySet<string>;
}

export interface ClusterPlanOptions {
  readonly pipeline: string;
  readonly target: Target;
  readonly needed: NeededPatch | undefined;
  readonly takesOver: boolean;
  readonly prunes: boolean;
  readonly now: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks a cluster what apply would change of it, and whether runs would find there what they need. It changes nothing.
 *
 * @param objects of the pipeline; of these, Workflows are runs and no part of it
 * @throws ConnectionError and ApiError when the cluster does not answer
 */
export async function planCluster(
  cluster: OpenCluster,
  objects: readonly KubeObject[],
  options: ClusterPlanOptions,
): Promise<ClusterPlan> {
  const { pipeline, target, needed, prunes, now, signal } = options;
  const { context, namespace, version } = cluster;
  const kinds = new ResourceKinds(cluster.client);
  const desired = objects.filter(({ kind }) => kind !== "Workflow").map((one) => asOurs(one, pipeline));
  const [planned, argo, missing, devices, forbidden] = await Promise.all([
    planObjects(cluster, kinds, desired, options),
    argoFacts(cluster, kinds, signal),
    findMissing(cluster, kinds, referencesOf(objects), desired, signal),
    findDevices(cluster.client, objects, signal),
    neededRights(objects, kinds, namespace).then((rights) => findForbidden(cluster, rights, signal)),
  ]);
  const held = prunes ? await runsUnderWay(cluster, kinds, pipeline, planned.prunable, signal) : { problems: [], kept: [] };
  const isPruned = (one: { readonly kind?: string; readonly name?: unknown }): boolean =>
    prunes && !held.kept.some(({ kind, metadata }) => kind === one.kind && metadata.name === one.name);
  const changes = planned.changes.filter((one) => one.action !== "prune" || isPruned(one));
  const looks = [missing, devices, forbidden];
  return {
    context,
    namespace,
    pipeline,
    versions: { kubernetes: version, argo: argo.version, crds: argo.crds },
    changes,
    words: wordsOf(planned),
    findings: [
      ...planned.problems,
      ...versionFindings(argo, { context, target, needed }),
      ...looks.flatMap(({ problems }) => problems),
      ...held.problems,
      ...suspended(planned.live, desired, context),
    ],
    unseen: [
      ...new Set([
        ...planned.unseen.map((kind) => `${kind}s that are no longer wanted`),
        ...looks.flatMap(({ unseen }) => unseen),
      ]),
    ],
    nextTimes: objects
      .filter(({ kind }) => kind === "CronWorkflow")
      .map((cron) => nextTimes(cron as object as CronWorkflow, now)),
    steps: {
      desired,
      prunable: planned.prunable.filter(({ kind = "", metadata: { name } }) => isPruned({ kind, name })),
      live: planned.live,
      settled: planned.settled,
    },
  };
}

/** A pipeline that is not there yet has not changed. */
function wordsOf({ live, planned, prunable }: PlannedObjects): readonly ChangeLines[] {
  const isArgo = ({ apiVersion = "" }: KubeObject): boolean => apiVersion.startsWith("argoproj.io/");
  const before = live.filter((one) => isArgo(one) && one.kind !== "Workflow");
  if (!before.some((one) => !prunable.includes(one))) return [];
  const plain = (all: readonly KubeObject[]) => all.filter(isArgo).map(contentOf);
  return changeWords(diffManifests(plain(before), plain(planned)));
}

/** A schedule that somebody has paused in the cluster stays so. */
function suspended(live: readonly KubeObject[], desired: readonly KubeObject[], context: string): KubeFindings {
  const names = new Set(desired.filter(({ kind }) => kind === "CronWorkflow").map(({ metadata }) => metadata.name));
  return live
    .filter(({ kind, metadata, spec }) => kind === "CronWorkflow" && names.has(metadata.name) && isSuspended(spec))
    .map(({ metadata }) => problem("schedule-is-suspended", { name: metadata.name ?? "", context }));
}

type KubeFindings = readonly Diagnostic[];

const isSuspended = (spec: unknown): boolean => (spec as { readonly suspend?: boolean } | undefined)?.suspend === true;
