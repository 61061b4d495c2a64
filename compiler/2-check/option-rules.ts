import type { Rule } from "./check.ts";
import { affinityWeight } from "./rules/affinity-weight.ts";
import { artifactKeyUnsound } from "./rules/artifact-key-unsound.ts";
import { cacheDigestWithoutInput } from "./rules/cache-digest-without-input.ts";
import { cacheOutlivesArtifacts } from "./rules/cache-outlives-artifacts.ts";
import { cachedArtifactCollected } from "./rules/cached-artifact-collected.ts";
import { capabilityUnknown } from "./rules/capability-unknown.ts";
import { collectedArtifactHasLocation } from "./rules/collected-artifact-has-location.ts";
import { compressionLevel } from "./rules/compression-level.ts";
import { containerNameTaken } from "./rules/container-name-taken.ts";
import { containerWithoutCommand } from "./rules/container-without-command.ts";
import { cpuNotPositive } from "./rules/cpu-not-positive.ts";
import { dataKey } from "./rules/data-key.ts";
import { deviceMisspelt } from "./rules/device-misspelt.ts";
import { deviceName } from "./rules/device-name.ts";
import { deviceNotWhole } from "./rules/device-not-whole.ts";
import { deviceUnknown } from "./rules/device-unknown.ts";
import { disruptionBudgetUnsound } from "./rules/disruption-budget-unsound.ts";
import { dnsUnsound } from "./rules/dns-unsound.ts";
import { durationUnreadable } from "./rules/duration-unreadable.ts";
import { envName } from "./rules/env-name.ts";
import { envNameIsOurs } from "./rules/env-name-is-ours.ts";
import { envNoText } from "./rules/env-no-text.ts";
import { fileMode } from "./rules/file-mode.ts";
import { filePathLeadsOut } from "./rules/file-path-leads-out.ts";
import { gpuKindUnknown } from "./rules/gpu-kind-unknown.ts";
import { gpuNotWhole } from "./rules/gpu-not-whole.ts";
import { gpuSliceUnreadable } from "./rules/gpu-slice-unreadable.ts";
import { gpuWishUnknown } from "./rules/gpu-wish-unknown.ts";
import { gpuWishesContradict } from "./rules/gpu-wishes-contradict.ts";
import { gpusUnused } from "./rules/gpus-unused.ts";
import { hostNameUnsound } from "./rules/host-name-unsound.ts";
import { hostPathMounted } from "./rules/host-path-mounted.ts";
import { hostPathRelative } from "./rules/host-path-relative.ts";
import { idOutOfRange } from "./rules/id-out-of-range.ts";
import { imageUnreadable } from "./rules/image-unreadable.ts";
import { imageWithoutVersion } from "./rules/image-without-version.ts";
import { ipAddressUnreadable } from "./rules/ip-address-unreadable.ts";
import { labelIsReserved } from "./rules/label-is-reserved.ts";
import { labelUnsound } from "./rules/label-unsound.ts";
import { locationIsReadOnly } from "./rules/location-is-read-only.ts";
import { lockHeldAlready } from "./rules/lock-held-already.ts";
import { lockName } from "./rules/lock-name.ts";
import { memoryNotPositive } from "./rules/memory-not-positive.ts";
import { memoryVolumeOverLimit } from "./rules/memory-volume-over-limit.ts";
import { metricDiffers } from "./rules/metric-differs.ts";
import { metricName } from "./rules/metric-name.ts";
import { metricOfRunUnknown } from "./rules/metric-of-run-unknown.ts";
import { metricOutputUnknown } from "./rules/metric-output-unknown.ts";
import { metricUnsound } from "./rules/metric-unsound.ts";
import { mountPathRelative } from "./rules/mount-path-relative.ts";
import { mountPathTaken } from "./rules/mount-path-taken.ts";
import { mountPathTwice } from "./rules/mount-path-twice.ts";
import { mountVolumeUnknown } from "./rules/mount-volume-unknown.ts";
import { nodeSelectorIsADevice } from "./rules/node-selector-is-a-device.ts";
import { nodeTermUnsound } from "./rules/node-term-unsound.ts";
import { objectName } from "./rules/object-name.ts";
import { optionHoldsTags } from "./rules/option-holds-tags.ts";
import { optionUnknown } from "./rules/option-unknown.ts";
import { optionWrongType } from "./rules/option-wrong-type.ts";
import { optionsOfACalledPipeline } from "./rules/options-of-a-called-pipeline.ts";
import { outputOptionUnknown } from "./rules/output-option-unknown.ts";
import { ownResourceUnknown } from "./rules/own-resource-unknown.ts";
import { patchNoJson } from "./rules/patch-no-json.ts";
import { pendingTimeoutCountsQueue } from "./rules/pending-timeout-counts-queue.ts";
import { podFieldUnknown } from "./rules/pod-field-unknown.ts";
import { portNumber } from "./rules/port-number.ts";
import { priorityNotWhole } from "./rules/priority-not-whole.ts";
import { quantityUnreadable } from "./rules/quantity-unreadable.ts";
import { queueWithoutRetry } from "./rules/queue-without-retry.ts";
import { requestOverLimit } from "./rules/request-over-limit.ts";
import { retryConditionUnreadable } from "./rules/retry-condition-unreadable.ts";
import { retryFactorNotWhole } from "./rules/retry-factor-not-whole.ts";
import { retryLimitNotWhole } from "./rules/retry-limit-not-whole.ts";
import { runParallelismNotWhole } from "./rules/run-parallelism-not-whole.ts";
import { secretAsText } from "./rules/secret-as-text.ts";
import { securityContradicts } from "./rules/security-contradicts.ts";
import { spotRetryUnsound } from "./rules/spot-retry-unsound.ts";
import { spotTriesNotWhole } from "./rules/spot-tries-not-whole.ts";
import { spotWithoutCheckpoint } from "./rules/spot-without-checkpoint.ts";
import { spreadNotPositive } from "./rules/spread-not-positive.ts";
import { stepName } from "./rules/step-name.ts";
import { stepNameTwice } from "./rules/step-name-twice.ts";
import { storedArtifactReturned } from "./rules/stored-artifact-returned.ts";
import { subPathLeadsOut } from "./rules/sub-path-leads-out.ts";
import { tokenTooShort } from "./rules/token-too-short.ts";
import { tokenWithoutExecutor } from "./rules/token-without-executor.ts";
import { tolerationUnsound } from "./rules/toleration-unsound.ts";
import { volumeName } from "./rules/volume-name.ts";
import { volumeNameTwice } from "./rules/volume-name-twice.ts";

/** What Kubernetes, Argo and common sense want of options: a file each, called like the code that it gives. */
export const optionRules: readonly Rule[] = [
  affinityWeight,
  artifactKeyUnsound,
  cacheDigestWithoutInput,
  cacheOutlivesArtifacts,
  cachedArtifactCollected,
  capabilityUnknown,
  collectedArtifactHasLocation,
  compressionLevel,
  containerNameTaken,
  containerWithoutCommand,
  cpuNotPositive,
  dataKey,
  deviceMisspelt,
  deviceName,
  deviceNotWhole,
  deviceUnknown,
  disruptionBudgetUnsound,
  dnsUnsound,
  durationUnreadable,
  envName,
  envNameIsOurs,
  envNoText,
  fileMode,
  gpuKindUnknown,
  gpuNotWhole,
  gpuSliceUnreadable,
  gpuWishUnknown,
  gpuWishesContradict,
  gpusUnused,
  hostPathMounted,
  hostPathRelative,
  idOutOfRange,
  imageUnreadable,
  imageWithoutVersion,
  ipAddressUnreadable,
  labelIsReserved,
  labelUnsound,
  locationIsReadOnly,
  lockHeldAlready,
  lockName,
  memoryNotPositive,
  memoryVolumeOverLimit,
  metricDiffers,
  metricName,
  metricOfRunUnknown,
  metricOutputUnknown,
  metricUnsound,
  mountPathRelative,
  mountPathTaken,
  mountPathTwice,
  mountVolumeUnknown,
  nodeSelectorIsADevice,
  nodeTermUnsound,
  objectName,
  optionHoldsTags,
  optionUnknown,
  optionWrongType,
  optionsOfACalledPipeline,
  outputOptionUnknown,
  ownResourceUnknown,
  patchNoJson,
  pendingTimeoutCountsQueue,
  podFieldUnknown,
  portNumber,
  priorityNotWhole,
  quantityUnreadable,
  queueWithoutRetry,
  requestOverLimit,
  retryConditionUnreadable,
  retryFactorNotWhole,
  retryLimitNotWhole,
  runParallelismNotWhole,
  secretAsText,
  securityContradicts,
  spotRetryUnsound,
  spotTriesNotWhole,
  spotWithoutCheckpoint,
  spreadNotPositive,
  stepName,
  stepNameTwice,
  storedArtifactReturned,
  subPathLeadsOut,
  tokenWithoutExecutor,
  tolerationUnsound,
  volumeName,
  volumeNameTwice,
  filePathLeadsOut,
  tokenTooShort,
  hostNameUnsound,
];
