import type { LintRule } from "./rule.ts";
import { annotationReserved } from "./rules/annotation-reserved.ts";
import { argumentMissing } from "./rules/argument-missing.ts";
import { argumentOutsideEnum } from "./rules/argument-outside-enum.ts";
import { argumentUnknown } from "./rules/argument-unknown.ts";
import { argumentWithoutValue } from "./rules/argument-without-value.ts";
import { artifactArgumentWithoutSource } from "./rules/artifact-argument-without-source.ts";
import { artifactFromNoArtifact } from "./rules/artifact-from-no-artifact.ts";
import { artifactFromTwoWays } from "./rules/artifact-from-two-ways.ts";
import { artifactPathClimbs } from "./rules/artifact-path-climbs.ts";
import { artifactPathDoubledSlash } from "./rules/artifact-path-doubled-slash.ts";
import { artifactPathWithoutContainer } from "./rules/artifact-path-without-container.ts";
import { artifactPlaceTaken } from "./rules/artifact-place-taken.ts";
import { artifactWithoutPath } from "./rules/artifact-without-path.ts";
import { bareOctalMode } from "./rules/bare-octal-mode.ts";
import { callOfNothing } from "./rules/call-of-nothing.ts";
import { callOfUnknownTemplate } from "./rules/call-of-unknown-template.ts";
import { commandLeftOut } from "./rules/command-left-out.ts";
import { containerNameReserved } from "./rules/container-name-reserved.ts";
import { containerNameUsed } from "./rules/container-name-used.ts";
import { containerSetWrong } from "./rules/container-set-wrong.ts";
import { dagTargetUnknown } from "./rules/dag-target-unknown.ts";
import { deadlineOfNothing } from "./rules/deadline-of-nothing.ts";
import { deadlineWrong } from "./rules/deadline-wrong.ts";
import { dependsBesideContinueOn } from "./rules/depends-beside-continue-on.ts";
import { dependsBesideDependencies } from "./rules/depends-beside-dependencies.ts";
import { dependsInACircle } from "./rules/depends-in-a-circle.ts";
import { dependsItemsOfNoLoop } from "./rules/depends-items-of-no-loop.ts";
import { dependsOnUnknownTask } from "./rules/depends-on-unknown-task.ts";
import { dependsResultUnknown } from "./rules/depends-result-unknown.ts";
import { dependsSyntax } from "./rules/depends-syntax.ts";
import { durationWrong } from "./rules/duration-wrong.ts";
import { endlessRecursion } from "./rules/endless-recursion.ts";
import { entrypointInputMissing } from "./rules/entrypoint-input-missing.ts";
import { entrypointMissing } from "./rules/entrypoint-missing.ts";
import { entrypointUnknown } from "./rules/entrypoint-unknown.ts";
import { expressionNameUnknown } from "./rules/expression-name-unknown.ts";
import { expressionSyntax } from "./rules/expression-syntax.ts";
import { expressionTypesDiffer } from "./rules/expression-types-differ.ts";
import { failuresOutsideExitHandler } from "./rules/failures-outside-exit-handler.ts";
import { globalOutputUnknown } from "./rules/global-output-unknown.ts";
import { hookArgumentMissing } from "./rules/hook-argument-missing.ts";
import { hookOfUnknownTemplate } from "./rules/hook-of-unknown-template.ts";
import { hookReadsWhatItCanNot } from "./rules/hook-reads-what-it-can-not.ts";
import { hookWithoutExpression } from "./rules/hook-without-expression.ts";
import { imageLatest } from "./rules/image-latest.ts";
import { imageMissing } from "./rules/image-missing.ts";
import { inputUnknown } from "./rules/input-unknown.ts";
import { itemIsNull } from "./rules/item-is-null.ts";
import { itemKeyMissing } from "./rules/item-key-missing.ts";
import { itemKeyUnknown } from "./rules/item-key-unknown.ts";
import { itemOutsideLoop } from "./rules/item-outside-loop.ts";
import { labelWrong } from "./rules/label-wrong.ts";
import { loopsOfTwoKinds } from "./rules/loops-of-two-kinds.ts";
import { memoizeKeyWrong } from "./rules/memoize-key-wrong.ts";
import { metricOfNoKind } from "./rules/metric-of-no-kind.ts";
import { mutexHeldAlready } from "./rules/mutex-held-already.ts";
import { mutexWithoutName } from "./rules/mutex-without-name.ts";
import { nameGivenTwice } from "./rules/name-given-twice.ts";
import { objectNameTooLong } from "./rules/object-name-too-long.ts";
import { objectNameWrong } from "./rules/object-name-wrong.ts";
import { objectTooLarge } from "./rules/object-too-large.ts";
import { objectWithoutName } from "./rules/object-without-name.ts";
import { onExitUnknown } from "./rules/on-exit-unknown.ts";
import { outputOfTwoSources } from "./rules/output-of-two-sources.ts";
import { outputSourceWrong } from "./rules/output-source-wrong.ts";
import { outputUnknown } from "./rules/output-unknown.ts";
import { outputWithoutSource } from "./rules/output-without-source.ts";
import { parallelismOfALeaf } from "./rules/parallelism-of-a-leaf.ts";
import { pluginWithSeveralKeys } from "./rules/plugin-with-several-keys.ts";
import { podLabelWrong } from "./rules/pod-label-wrong.ts";
import { podNameOutsidePod } from "./rules/pod-name-outside-pod.ts";
import { podSpecPatchWrong } from "./rules/pod-spec-patch-wrong.ts";
import { portNameWrong } from "./rules/port-name-wrong.ts";
import { readsOptionalArtifact } from "./rules/reads-optional-artifact.ts";
import { readsOutputOfEmptyLoop } from "./rules/reads-output-of-empty-loop.ts";
import { readsOutputOfFailed } from "./rules/reads-output-of-failed.ts";
import { readsOutputOfSkipped } from "./rules/reads-output-of-skipped.ts";
import { refBesideTemplates } from "./rules/ref-beside-templates.ts";
import { resourceConditionUnreadable } from "./rules/resource-condition-unreadable.ts";
import { resourceManifestIncomplete } from "./rules/resource-manifest-incomplete.ts";
import { resourceManifestUnreadable } from "./rules/resource-manifest-unreadable.ts";
import { resourcePatchInFlowStyle } from "./rules/resource-patch-in-flow-style.ts";
import { resourcesImpossible } from "./rules/resources-impossible.ts";
import { resultNotCaptured } from "./rules/result-not-captured.ts";
import { retryWrong } from "./rules/retry-wrong.ts";
import { rootForbiddenAndLikely } from "./rules/root-forbidden-and-likely.ts";
import { scheduleMalformed } from "./rules/schedule-malformed.ts";
import { scheduleZoneUnknown } from "./rules/schedule-zone-unknown.ts";
import { schemaCel } from "./rules/schema-cel.ts";
import { schemaDuplicate } from "./rules/schema-duplicate.ts";
import { schemaEnum } from "./rules/schema-enum.ts";
import { schemaFormat } from "./rules/schema-format.ts";
import { schemaMetadata } from "./rules/schema-metadata.ts";
import { schemaPattern } from "./rules/schema-pattern.ts";
import { schemaRange } from "./rules/schema-range.ts";
import { schemaRequired } from "./rules/schema-required.ts";
import { schemaSize } from "./rules/schema-size.ts";
import { schemaType } from "./rules/schema-type.ts";
import { schemaUnknownField } from "./rules/schema-unknown-field.ts";
import { scriptEmpty } from "./rules/script-empty.ts";
import { scriptSplicesText } from "./rules/script-splices-text.ts";
import { scriptWithoutCommand } from "./rules/script-without-command.ts";
import { secretInPlainText } from "./rules/secret-in-plain-text.ts";
import { sequenceFormatWrong } from "./rules/sequence-format-wrong.ts";
import { sequenceNoNumber } from "./rules/sequence-no-number.ts";
import { sequenceWithoutEnd } from "./rules/sequence-without-end.ts";
import { shutdownWordUnknown } from "./rules/shutdown-word-unknown.ts";
import { sprigFunctionUnknown } from "./rules/sprig-function-unknown.ts";
import { statusOutsideExitHandler } from "./rules/status-outside-exit-handler.ts";
import { stepGroupEmpty } from "./rules/step-group-empty.ts";
import { stepNotBefore } from "./rules/step-not-before.ts";
import { suspendOutputNotSupplied } from "./rules/suspend-output-not-supplied.ts";
import { tagHoldsLineBreak } from "./rules/tag-holds-line-break.ts";
import { tagNotClosed } from "./rules/tag-not-closed.ts";
import { tagOfAnotherKind } from "./rules/tag-of-another-kind.ts";
import { tagOfTheCaller } from "./rules/tag-of-the-caller.ts";
import { tagRootMisspelt } from "./rules/tag-root-misspelt.ts";
import { taskNameIsAnOperator } from "./rules/task-name-is-an-operator.ts";
import { taskNameTwice } from "./rules/task-name-twice.ts";
import { taskNameWithDigitFirst } from "./rules/task-name-with-digit-first.ts";
import { taskNotWaitedFor } from "./rules/task-not-waited-for.ts";
import { taskUnknownInTag } from "./rules/task-unknown-in-tag.ts";
import { taskWithoutName } from "./rules/task-without-name.ts";
import { templateBesideInline } from "./rules/template-beside-inline.ts";
import { templateBesideRef } from "./rules/template-beside-ref.ts";
import { templateNameFromInput } from "./rules/template-name-from-input.ts";
import { templateNameTwice } from "./rules/template-name-twice.ts";
import { templateNameUpperCase } from "./rules/template-name-upper-case.ts";
import { templateRefIncomplete } from "./rules/template-ref-incomplete.ts";
import { templateWithoutName } from "./rules/template-without-name.ts";
import { templateWithoutType } from "./rules/template-without-type.ts";
import { timeLimitMisplaced } from "./rules/time-limit-misplaced.ts";
import { timeoutWithoutUnit } from "./rules/timeout-without-unit.ts";
import { userImpossible } from "./rules/user-impossible.ts";
import { volumeUnknown } from "./rules/volume-unknown.ts";
import { whenNoBoolean } from "./rules/when-no-boolean.ts";
import { whenQuotesATag } from "./rules/when-quotes-a-tag.ts";
import { whenTextAsCode } from "./rules/when-text-as-code.ts";
import { whenWrong } from "./rules/when-wrong.ts";
import { withParamNoList } from "./rules/with-param-no-list.ts";
import { workflowArgumentOutsideEnum } from "./rules/workflow-argument-outside-enum.ts";
import { workflowArgumentSourceWrong } from "./rules/workflow-argument-source-wrong.ts";
import { workflowArgumentWithoutValue } from "./rules/workflow-argument-without-value.ts";
import { workflowArtifactWithoutLocation } from "./rules/workflow-artifact-without-location.ts";
import { workflowLabelUnknown } from "./rules/workflow-label-unknown.ts";
import { workflowParameterUnknown } from "./rules/workflow-parameter-unknown.ts";
import { workflowParameterWanted } from "./rules/workflow-parameter-wanted.ts";
import { workflowVariableUnknown } from "./rules/workflow-variable-unknown.ts";

/** Every law that a manifest is held to, by code. */
export const lintRules: readonly LintRule[] = [
  annotationReserved,
  argumentMissing,
  argumentOutsideEnum,
  argumentUnknown,
  argumentWithoutValue,
  artifactArgumentWithoutSource,
  artifactFromNoArtifact,
  artifactFromTwoWays,
  artifactPathClimbs,
  artifactPathDoubledSlash,
  artifactPathWithoutContainer,
  artifactPlaceTaken,
  artifactWithoutPath,
  bareOctalMode,
  callOfNothing,
  callOfUnknownTemplate,
  commandLeftOut,
  containerNameReserved,
  containerNameUsed,
  containerSetWrong,
  dagTargetUnknown,
  deadlineOfNothing,
  deadlineWrong,
  dependsBesideContinueOn,
  dependsBesideDependencies,
  dependsInACircle,
  dependsItemsOfNoLoop,
  dependsOnUnknownTask,
  dependsResultUnknown,
  dependsSyntax,
  durationWrong,
  endlessRecursion,
  entrypointInputMissing,
  entrypointMissing,
  entrypointUnknown,
  expressionNameUnknown,
  expressionSyntax,
  expressionTypesDiffer,
  failuresOutsideExitHandler,
  globalOutputUnknown,
  hookArgumentMissing,
  hookOfUnknownTemplate,
  hookReadsWhatItCanNot,
  hookWithoutExpression,
  imageLatest,
  imageMissing,
  inputUnknown,
  itemIsNull,
  itemKeyMissing,
  itemKeyUnknown,
  itemOutsideLoop,
  labelWrong,
  loopsOfTwoKinds,
  memoizeKeyWrong,
  metricOfNoKind,
  mutexHeldAlready,
  mutexWithoutName,
  nameGivenTwice,
  objectNameTooLong,
  objectNameWrong,
  objectTooLarge,
  objectWithoutName,
  onExitUnknown,
  outputOfTwoSources,
  outputSourceWrong,
  outputUnknown,
  outputWithoutSource,
  parallelismOfALeaf,
  pluginWithSeveralKeys,
  podLabelWrong,
  podNameOutsidePod,
  podSpecPatchWrong,
  portNameWrong,
  readsOptionalArtifact,
  readsOutputOfEmptyLoop,
  readsOutputOfFailed,
  readsOutputOfSkipped,
  refBesideTemplates,
  resourceConditionUnreadable,
  resourceManifestIncomplete,
  resourceManifestUnreadable,
  resourcePatchInFlowStyle,
  resourcesImpossible,
  resultNotCaptured,
  retryWrong,
  rootForbiddenAndLikely,
  scheduleMalformed,
  scheduleZoneUnknown,
  schemaCel,
  schemaDuplicate,
  schemaEnum,
  schemaFormat,
  schemaMetadata,
  schemaPattern,
  schemaRange,
  schemaRequired,
  schemaSize,
  schemaType,
  schemaUnknownField,
  scriptEmpty,
  scriptSplicesText,
  scriptWithoutCommand,
  secretInPlainText,
  sequenceFormatWrong,
  sequenceNoNumber,
  sequenceWithoutEnd,
  shutdownWordUnknown,
  sprigFunctionUnknown,
  statusOutsideExitHandler,
  stepGroupEmpty,
  stepNotBefore,
  suspendOutputNotSupplied,
  tagHoldsLineBreak,
  tagNotClosed,
  tagOfAnotherKind,
  tagOfTheCaller,
  tagRootMisspelt,
  taskNameIsAnOperator,
  taskNameTwice,
  taskNameWithDigitFirst,
  taskNotWaitedFor,
  taskUnknownInTag,
  taskWithoutName,
  templateBesideInline,
  templateBesideRef,
  templateNameFromInput,
  templateNameTwice,
  templateNameUpperCase,
  templateRefIncomplete,
  templateWithoutName,
  templateWithoutType,
  timeLimitMisplaced,
  timeoutWithoutUnit,
  userImpossible,
  volumeUnknown,
  whenNoBoolean,
  whenQuotesATag,
  whenTextAsCode,
  whenWrong,
  withParamNoList,
  workflowArgumentOutsideEnum,
  workflowArgumentSourceWrong,
  workflowArgumentWithoutValue,
  workflowArtifactWithoutLocation,
  workflowLabelUnknown,
  workflowParameterUnknown,
  workflowParameterWanted,
  workflowVariableUnknown,
];
