import type { Rule } from "./check.ts";
import { collectedWithoutKey } from "./rules/collected-without-key.ts";
import { commandMissing } from "./rules/command-missing.ts";
import { containerSetCircle } from "./rules/container-set-circle.ts";
import { containerSetName } from "./rules/container-set-name.ts";
import { containerSetOrder } from "./rules/container-set-order.ts";
import { containerSetRetriesNotWhole } from "./rules/container-set-retries-not-whole.ts";
import { containerSetWithoutMain } from "./rules/container-set-without-main.ts";
import { envRefForAForeignStep } from "./rules/env-ref-for-a-foreign-step.ts";
import { fileForAForeignStep } from "./rules/file-for-a-foreign-step.ts";
import { foreignSchemaTransforms } from "./rules/foreign-schema-transforms.ts";
import { foreignTextHoldsTags } from "./rules/foreign-text-holds-tags.ts";
import { httpHeaderWrong } from "./rules/http-header-wrong.ts";
import { httpTimeoutWrong } from "./rules/http-timeout-wrong.ts";
import { httpUrlWrong } from "./rules/http-url-wrong.ts";
import { jsonInsideText } from "./rules/json-inside-text.ts";
import { optionNotForThisStep } from "./rules/option-not-for-this-step.ts";
import { outputNotWritable } from "./rules/output-not-writable.ts";
import { outputPathWrong } from "./rules/output-path-wrong.ts";
import { outputWithoutPlace } from "./rules/output-without-place.ts";
import { parameterHasNoPlainText } from "./rules/parameter-has-no-plain-text.ts";
import { parameterInCode } from "./rules/parameter-in-code.ts";
import { parameterMarkBroken } from "./rules/parameter-mark-broken.ts";
import { parameterNeverRead } from "./rules/parameter-never-read.ts";
import { programEnvName } from "./rules/program-env-name.ts";
import { programImageMoves } from "./rules/program-image-moves.ts";
import { programImageWrong } from "./rules/program-image-wrong.ts";
import { rawTemplateKinds } from "./rules/raw-template-kinds.ts";
import { resourceConditionByPosition } from "./rules/resource-condition-by-position.ts";
import { resourceConditionWrong } from "./rules/resource-condition-wrong.ts";
import { resourceManifestWrong } from "./rules/resource-manifest-wrong.ts";
import { resourceWaitsByHalves } from "./rules/resource-waits-by-halves.ts";
import { scriptSourceTooLong } from "./rules/script-source-too-long.ts";
import { scriptWithoutSource } from "./rules/script-without-source.ts";
import { sharedFolderWrong } from "./rules/shared-folder-wrong.ts";
import { templateRefNameWrong } from "./rules/template-ref-name-wrong.ts";

/** Laws of steps that are no code of ours. */
export const foreignRules: readonly Rule[] = [
  foreignSchemaTransforms,
  foreignTextHoldsTags,
  parameterInCode,
  parameterHasNoPlainText,
  parameterMarkBroken,
  jsonInsideText,
  commandMissing,
  programImageWrong,
  programImageMoves,
  programEnvName,
  scriptSourceTooLong,
  scriptWithoutSource,
  outputPathWrong,
  outputNotWritable,
  outputWithoutPlace,
  containerSetOrder,
  containerSetCircle,
  containerSetName,
  containerSetWithoutMain,
  resourceConditionWrong,
  resourceConditionByPosition,
  resourceWaitsByHalves,
  resourceManifestWrong,
  httpUrlWrong,
  httpTimeoutWrong,
  templateRefNameWrong,
  rawTemplateKinds,
  fileForAForeignStep,
  optionNotForThisStep,
  envRefForAForeignStep,
  collectedWithoutKey,
  parameterNeverRead,
  containerSetRetriesNotWhole,
  sharedFolderWrong,
  httpHeaderWrong,
];
