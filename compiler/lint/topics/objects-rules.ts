import type { LintRule } from "../rule.ts";
import { entrypointMissing } from "../rules/entrypoint-missing.ts";
import { entrypointUnknown } from "../rules/entrypoint-unknown.ts";
import { labelWrong } from "../rules/label-wrong.ts";
import { objectNameTooLong } from "../rules/object-name-too-long.ts";
import { objectNameWrong } from "../rules/object-name-wrong.ts";
import { objectTooLarge } from "../rules/object-too-large.ts";
import { objectWithoutName } from "../rules/object-without-name.ts";
import { onExitUnknown } from "../rules/on-exit-unknown.ts";
import { pluginWithSeveralKeys } from "../rules/plugin-with-several-keys.ts";
import { refBesideTemplates } from "../rules/ref-beside-templates.ts";
import { scheduleMalformed } from "../rules/schedule-malformed.ts";
import { scheduleZoneUnknown } from "../rules/schedule-zone-unknown.ts";
import { shutdownWordUnknown } from "../rules/shutdown-word-unknown.ts";
import { templateNameTwice } from "../rules/template-name-twice.ts";
import { templateNameUpperCase } from "../rules/template-name-upper-case.ts";
import { templateWithoutName } from "../rules/template-without-name.ts";
import { templateWithoutType } from "../rules/template-without-type.ts";

/** Objects in a manifest: the laws of `messages/lint-objects.md`, by code. */
export const objectsRules: readonly LintRule[] = [
  entrypointMissing,
  entrypointUnknown,
  labelWrong,
  objectNameTooLong,
  objectNameWrong,
  objectTooLarge,
  objectWithoutName,
  onExitUnknown,
  pluginWithSeveralKeys,
  refBesideTemplates,
  scheduleMalformed,
  scheduleZoneUnknown,
  shutdownWordUnknown,
  templateNameTwice,
  templateNameUpperCase,
  templateWithoutName,
  templateWithoutType,
];
