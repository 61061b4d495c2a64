// Pipelines and components

export { type Approval, approve } from "./approve.ts";
// Artifacts
export {
  Anomalies,
  type ArtifactType,
  artifact,
  Directory,
  Examples,
  File,
  Html,
  listOf,
  Metrics,
  Model,
  Schema,
  Statistics,
  TransformGraph,
} from "./artifact.ts";
export {
  type AnyComponent,
  type Component,
  type ComponentSpec,
  component,
  type Inputs,
  type Outputs,
  type Params,
} from "./component.ts";
export { type Config, config } from "./config.ts";
export { type Duration, days, hours, minutes, seconds } from "./duration.ts";
export type { EndStatus, Failure, RunEnd } from "./end-refs.ts";
export { max, min } from "./extremes.ts";
export { type FileRef, file } from "./file.ts";
export { forEach } from "./for-each.ts";
// Steps that are no code of ours
export { container } from "./foreign/container.ts";
export { containerSet } from "./foreign/container-set.ts";
export { field } from "./foreign/field.ts";
export { http } from "./foreign/http.ts";
export { type JobSetSpec, type JobSetWorkers, jobSet, type WorkersTopology } from "./foreign/job-set.ts";
export { type Ends, jobEnds, jobSetEnds, rayJobEnds, volcanoJobEnds, workflowEnds } from "./foreign/known-ends.ts";
export { raw } from "./foreign/raw.ts";
export { resource } from "./foreign/resource.ts";
export { script } from "./foreign/script.ts";
export { templateRef } from "./foreign/template-ref.ts";
// What a step needs of machines
export { type Gpu, type GpuClaim, type GpuOptions, type GpuVendor, gpu, type Spot } from "./gpu.ts";
export type { TaskEnd } from "./hooks.ts";
export { and, not, or } from "./logic.ts";
// The pipeline as data
export type { PipelineNode } from "./nodes/pipeline-node.ts";
export { onExit, onFailure, onSuccess } from "./on-exit.ts";
// How a task runs
export {
  type ArtifactGcStrategy,
  type ArtifactLocation,
  artifactory,
  azure,
  gcs,
  gitRepository,
  hdfs,
  type Key,
  type OutputOptions,
  oss,
  podName,
  runDate,
  runName,
  runNamespace,
  runUid,
  s3,
  textFile,
  webFile,
} from "./options/artifact-location.ts";
export type { Cache, TaskCache } from "./options/cache.ts";
export { type ConfigMapKey, configMap } from "./options/config-map.ts";
export { type Env, type EnvFrom, ownResource, podField } from "./options/env.ts";
export type { ExtraContainer } from "./options/extra-container.ts";
export { lastTry, type RetryCondition } from "./options/last-try.ts";
export { type Lock, mutex, semaphore } from "./options/locks.ts";
export {
  counter,
  cpuSecondsMetric,
  durationMetric,
  exitCodeMetric,
  gauge,
  histogram,
  type Metric,
  memorySecondsMetric,
  namespaceLabel,
  outputMetric,
  retriesMetric,
  runNameLabel,
  statusLabel,
} from "./options/metric.ts";
export type { Queue } from "./options/queue.ts";
export type { Backoff, Retry } from "./options/retry.ts";
export { type NodeAffinity, nodeLabel, type PodAffinity, type Toleration, type TopologySpread } from "./options/scheduling.ts";
export { type SecretKey, secret } from "./options/secret.ts";
export type { SecurityOptions } from "./options/security.ts";
export {
  type ClaimSpec,
  claim,
  configMapFiles,
  csi,
  emptyDir,
  ephemeralClaim,
  hostPath,
  imageFiles,
  type Mount,
  mount,
  nfs,
  projected,
  secretFiles,
  sharedMemory,
  type Volume,
} from "./options/volume.ts";
export { type Pipeline, type PipelineSpec, pipeline } from "./pipeline.ts";
export type { PipelineOptions } from "./pipeline-options.ts";
export { type Device, type GpuFacts, type Profile, profile, type QueueSystem, type SpotFacts } from "./profile.ts";
export { type Range, range } from "./range.ts";
// Refs and conditions
export type { Arg, ArtifactRef, Condition, ListRef, NullableRef, NumberRef, ObjectRef, Ref, RefOf, TextRef } from "./ref.ts";
export { type RepeatOptions, repeatUntil } from "./repeat-until.ts";
export type { Resources, Share } from "./resources.ts";
export {
  type InputArtifact,
  InputError,
  type Logger,
  type OutputArtifact,
  type RunContext,
  type RunResult,
} from "./run-context.ts";
export { cron, type Schedule } from "./schedule.ts";
export { gibibytes, kibibytes, mebibytes, type Size, tebibytes } from "./size.ts";
export { stored } from "./stored.ts";
export { suspend } from "./suspend.ts";
export type { Step, Task } from "./task.ts";
export type { CallOptions, TaskDefaults, TaskOptions } from "./task-options.ts";
export { type TextPart, text } from "./text.ts";
// Control flow
export { type Branch, when } from "./when.ts";
