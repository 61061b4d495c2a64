import type { ArtifactGc, PipelineOptions, PodGc, Ttl } from "../../../dsl/pipeline-options.ts";
import type { PodSpecPatch } from "../../../dsl/task-options.ts";
import type { IntOrString, TTLStrategy, WorkflowSpec } from "../../argo/model.generated.ts";
import { gcStrategies } from "./artifact-location.ts";
import { lowerLocks } from "./locks.ts";
import { lowerMetrics } from "./metrics.ts";
import { lowerDns, mergePatches, patchText } from "./pod-patch.ts";
import { goDuration, wholeSeconds } from "./seconds.ts";
import { podSecurity, restricted } from "./security.ts";
import { lowerRunClaim, lowerVolume } from "./volumes.ts";

/** Volumes that every workflow has: for files of programs that want some, and for outputs until they are kept. */
const ownVolumes = [
  { name: "tmp", emptyDir: {} },
  { name: "out", emptyDir: {} },
] as const;

/** The names of all volumes of a workflow. */
export const workflowVolumes = ({ volumes, volumeClaims }: PipelineOptions): ReadonlySet<string> =>
  new Set([...ownVolumes.map(({ name }) => name), ...Object.keys(volumes ?? {}), ...Object.keys(volumeClaims ?? {})]);

/** The options of a pipeline as fields of its workflow; `labels` are those that say whose it is. */
export function workflowOptions(options: PipelineOptions, labels: Readonly<Record<string, string>>): Partial<WorkflowSpec> {
  const { deadline, ttl, podGc, artifactGc, artifactRepository, podDisruptionBudget, imagePullSecrets } = options;
  const { volumes, volumeClaims, volumeClaimGc, hostAliases, annotations } = options;
  return {
    ...(deadline !== undefined && { activeDeadlineSeconds: wholeSeconds(deadline) }),
    ...(ttl !== undefined && { ttlStrategy: lowerTtl(ttl) }),
    ...(podGc !== undefined && { podGC: lowerPodGc(podGc) }),
    ...present(options, "parallelism"),
    ...present(options, "archiveLogs"),
    ...(artifactGc !== undefined && { artifactGC: lowerArtifactGc(artifactGc) }),
    ...(artifactRepository && { artifactRepositoryRef: artifactRepository }),
    ...lowerLocks(options.locks),
    ...lowerMetrics(options.metrics, "run"),
    ...(options.serviceAccount !== undefined && { serviceAccountName: options.serviceAccount }),
    ...(options.executorServiceAccount !== undefined && { executor: { serviceAccountName: options.executorServiceAccount } }),
    ...(imagePullSecrets && { imagePullSecrets: imagePullSecrets.map((name) => ({ name })) }),
    ...present(options, "priority"),
    ...(podDisruptionBudget && { podDisruptionBudget: podDisruptionBudget satisfies Readonly<Record<string, IntOrString>> }),
    ...(volumeClaims && { volumeClaimTemplates: Object.entries(volumeClaims).map(([name, spec]) => lowerRunClaim(name, spec)) }),
    ...(volumeClaims && { volumeClaimGC: { strategy: claimGc[volumeClaimGc ?? "on-run-completion"] } }),
    ...lowerDns(options.dns),
    ...(hostAliases && { hostAliases: hostAliases.map(({ ip, names }) => ({ ip, hostnames: names })) }),
    ...present(options, "hostNetwork"),
    ...(options.suspended !== undefined && { suspend: options.suspended }),
    podMetadata: { labels },
    workflowMetadata: { labels: { ...options.labels, ...labels }, ...(annotations && { annotations }) },
    securityContext: podSecurity,
    podSpecPatch: patchText(mergePatches(hardening, options.podSpecPatch ?? {})),
    volumes: [...ownVolumes, ...Object.entries(volumes ?? {}).map(([name, volume]) => lowerVolume(name, volume))],
  };
}

/**
 * Argo adds containers of its own, `init` and `wait`, and lets a workflow harden them by a patch only; without it a namespace that enforces
 * "restricted" takes no pod.
 */
const hardening: PodSpecPatch = {
  initContainers: [{ name: "init", securityContext: restricted }],
  containers: [{ name: "wait", securityContext: restricted }],
};

/** An option that is called the same in a workflow. */
function present(
  options: PipelineOptions,
  name: "parallelism" | "archiveLogs" | "priority" | "hostNetwork",
): Partial<Pick<WorkflowSpec, "parallelism" | "archiveLogs" | "priority" | "hostNetwork">> {
  return options[name] === undefined ? {} : { [name]: options[name] };
}

function lowerTtl(ttl: NonNullable<PipelineOptions["ttl"]>): TTLStrategy {
  const { afterCompletion, afterSuccess, afterFailure }: Ttl = isTtl(ttl) ? ttl : { afterCompletion: ttl };
  return {
    ...(afterCompletion !== undefined && { secondsAfterCompletion: wholeSeconds(afterCompletion) }),
    ...(afterSuccess !== undefined && { secondsAfterSuccess: wholeSeconds(afterSuccess) }),
    ...(afterFailure !== undefined && { secondsAfterFailure: wholeSeconds(afterFailure) }),
  };
}

const isTtl = (ttl: NonNullable<PipelineOptions["ttl"]>): ttl is Ttl => typeof ttl === "object" && !("kind" in ttl);

const podGcStrategies = {
  "on-pod-completion": "OnPodCompletion",
  "on-pod-success": "OnPodSuccess",
  "on-run-completion": "OnWorkflowCompletion",
  "on-run-success": "OnWorkflowSuccess",
} as const;

function lowerPodGc(podGc: NonNullable<PipelineOptions["podGc"]>): NonNullable<WorkflowSpec["podGC"]> {
  const { strategy, delay, labels }: PodGc = typeof podGc === "string" ? { strategy: podGc } : podGc;
  return {
    strategy: podGcStrategies[strategy],
    ...(delay !== undefined && { deleteDelayDuration: goDuration(delay) }),
    ...(labels && { labelSelector: { matchLabels: labels } }),
  };
}

function lowerArtifactGc(artifactGc: NonNullable<PipelineOptions["artifactGc"]>): NonNullable<WorkflowSpec["artifactGC"]> {
  const { strategy, serviceAccount, forceFinalizerRemoval }: ArtifactGc =
    typeof artifactGc === "string" ? { strategy: artifactGc } : artifactGc;
  return {
    strategy: gcStrategies[strategy],
    ...(serviceAccount !== undefined && { serviceAccountName: serviceAccount }),
    ...(forceFinalizerRemoval !== undefined && { forceFinalizerRemoval }),
  };
}

const claimGc = { "on-run-completion": "OnWorkflowCompletion", "on-run-success": "OnWorkflowSuccess" } as const;
