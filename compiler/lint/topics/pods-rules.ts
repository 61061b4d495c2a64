import type { LintRule } from "../rule.ts";
import { annotationReserved } from "../rules/annotation-reserved.ts";
import { commandLeftOut } from "../rules/command-left-out.ts";
import { containerNameReserved } from "../rules/container-name-reserved.ts";
import { containerNameUsed } from "../rules/container-name-used.ts";
import { containerSetWrong } from "../rules/container-set-wrong.ts";
import { imageLatest } from "../rules/image-latest.ts";
import { imageMissing } from "../rules/image-missing.ts";
import { podLabelWrong } from "../rules/pod-label-wrong.ts";
import { podSpecPatchWrong } from "../rules/pod-spec-patch-wrong.ts";
import { resourcesImpossible } from "../rules/resources-impossible.ts";
import { rootForbiddenAndLikely } from "../rules/root-forbidden-and-likely.ts";
import { scriptEmpty } from "../rules/script-empty.ts";
import { scriptWithoutCommand } from "../rules/script-without-command.ts";
import { userImpossible } from "../rules/user-impossible.ts";
import { variableNameImpossible } from "../rules/variable-name-impossible.ts";
import { volumeUnknown } from "../rules/volume-unknown.ts";

/** Pods of a manifest: the laws of `messages/lint-pods.md`, by code. */
export const podsRules: readonly LintRule[] = [
  annotationReserved,
  commandLeftOut,
  containerNameReserved,
  containerNameUsed,
  containerSetWrong,
  imageLatest,
  imageMissing,
  podLabelWrong,
  podSpecPatchWrong,
  resourcesImpossible,
  rootForbiddenAndLikely,
  scriptEmpty,
  scriptWithoutCommand,
  userImpossible,
  variableNameImpossible,
  volumeUnknown,
];
