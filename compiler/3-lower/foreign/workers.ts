import type { ResourceWork } from "../../../dsl/foreign/work.ts";
import type { Json } from "../../../dsl/nodes/ref-node.ts";
import type { PodSpecPatch, TaskOptions } from "../../../dsl/task-options.ts";
import type { Lowering } from "../lowering.ts";
import { mergePatches } from "../options/pod-patch.ts";
import { podSecurity } from "../options/security.ts";
import { containerOptions, templateOptions } from "../options/template-options.ts";
import { foreignContext } from "./foreign-context.ts";

/** What a step says of the pods that it makes, where it makes some: the pod that makes them computes nothing. */
const ofWorkers = [
  "resources",
  "queue",
  "nodeSelector",
  "nodeAffinity",
  "podAffinity",
  "tolerations",
  "topologySpread",
  "priorityClass",
  "scheduler",
  "runtimeClass",
] as const satisfies readonly (keyof TaskOptions)[];

/** The options of a step that changes an object, apart: of its own pod, and of the pods of the object. */
export function workerOptions(
  options: TaskOptions,
  { workers }: ResourceWork,
): readonly [own: TaskOptions, ofWorkers: TaskOptions] {
  const own: Record<string, unknown> = { ...options };
  const given: Record<string, unknown> = {};
  for (const name of workers === undefined ? (["resources", "queue"] as const) : ofWorkers) {
    if (own[name] !== undefined) given[name] = own[name];
    delete own[name];
  }
  return [own as TaskOptions, given as TaskOptions];
}

/** The object with what its workers need of the cluster. */
export function withWorkers({ manifest, workers }: ResourceWork, options: TaskOptions, lowering: Lowering): Json {
  if (workers === undefined) return manifest;
  const context = foreignContext(lowering);
  const { metadata, nodeSelector, affinity, tolerations, schedulerName, priorityClassName, resourceClaims, podSpecPatch } =
    templateOptions(options, context);
  const container = containerOptions(options, context);
  const spec = {
    ...(nodeSelector && { nodeSelector }),
    ...(affinity && { affinity }),
    ...(tolerations && { tolerations }),
    ...(schedulerName !== undefined && { schedulerName }),
    ...(priorityClassName !== undefined && { priorityClassName }),
    ...(resourceClaims && { resourceClaims }),
    securityContext: podSecurity,
    ...(JSON.parse(podSpecPatch ?? "{}") as object),
    containers: [{ name: "main", ...container }],
  };
  const template = { ...(metadata?.annotations && { metadata: { annotations: metadata.annotations } }), spec };
  // Kueue reads the object's labels, and admits all of its pods at once; KAI those of the pods.
  const labels = metadata?.labels === undefined ? {} : { metadata: { labels: metadata.labels } };
  const ofPods = lowering.workflow.profile.queues === "kai" ? { ...template, metadata: { ...metadata } } : template;
  const placed = changedAt(manifest as PodSpecPatch, workers, (pod) => mergePatches(pod as PodSpecPatch, ofPods as PodSpecPatch));
  return mergePatches(placed as PodSpecPatch, labels) as Json;
}

/** A copy in which one place is another one. */
function changedAt(value: unknown, [key, ...rest]: readonly string[], change: (value: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  if (Array.isArray(value)) return value.map((item, index) => (String(index) === key ? changedAt(item, rest, change) : item));
  const record = value as Readonly<Record<string, unknown>>;
  return { ...record, [key]: changedAt(record[key], rest, change) };
}
