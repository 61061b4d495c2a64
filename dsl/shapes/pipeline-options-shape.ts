import type { ArtifactGc, PipelineOptions, PodGc, Ttl } from "../pipeline-options.ts";
import { gcStrategy } from "./location-shapes.ts";
import { metrics } from "./metric-shapes.ts";
import { object, optional } from "./object-shape.ts";
import { dns, hostAliases } from "./scheduling-shapes.ts";
import { choice, number, oneOf, record, type Shape, text, truth } from "./shape.ts";
import { locks } from "./task-options-shape.ts";
import { duration, patch, textByKey, texts } from "./value-shapes.ts";
import { claimSpec, volumes } from "./volume-shapes.ts";

const podGcStrategy: Shape = choice("on-pod-completion", "on-pod-success", "on-run-completion", "on-run-success");
const countOrShare: Shape = oneOf(number, text);

const ttl = object<Ttl>("an object such as { afterSuccess }", {
  afterCompletion: optional(duration),
  afterSuccess: optional(duration),
  afterFailure: optional(duration),
});
const podGc = object<PodGc>("{ strategy }", { strategy: podGcStrategy, delay: optional(duration), labels: optional(textByKey) });
const artifactGc = object<ArtifactGc>("{ strategy }", {
  strategy: gcStrategy,
  serviceAccount: optional(text),
  forceFinalizerRemoval: optional(truth),
});
const repository = object<NonNullable<PipelineOptions["artifactRepository"]>>("{ configMap, key }", {
  configMap: optional(text),
  key: optional(text),
});
const budget = object<NonNullable<PipelineOptions["podDisruptionBudget"]>>("{ minAvailable } or { maxUnavailable }", {
  minAvailable: optional(countOrShare),
  maxUnavailable: optional(countOrShare),
});

/** What a whole run has. */
export const pipelineOptionsShape: Shape = object<PipelineOptions>("an object of options", {
  deadline: optional(duration),
  ttl: optional(oneOf(duration, ttl)),
  podGc: optional(oneOf(podGcStrategy, podGc)),
  parallelism: optional(number),
  archiveLogs: optional(truth),
  artifactGc: optional(oneOf(gcStrategy, artifactGc)),
  artifactRepository: optional(repository),
  labels: optional(textByKey),
  annotations: optional(textByKey),
  locks: optional(locks),
  metrics: optional(metrics),
  serviceAccount: optional(text),
  executorServiceAccount: optional(text),
  imagePullSecrets: optional(texts),
  priority: optional(number),
  podDisruptionBudget: optional(budget),
  volumes: optional(volumes),
  volumeClaims: optional(record(claimSpec, "an object of claims by name")),
  volumeClaimGc: optional(choice("on-run-completion", "on-run-success")),
  dns: optional(dns),
  hostAliases: optional(hostAliases),
  hostNetwork: optional(truth),
  suspended: optional(truth),
  podSpecPatch: optional(patch),
});
