import type { LintRule } from "../rule.ts";
import { deadlineOfNothing } from "../rules/deadline-of-nothing.ts";
import { deadlineWrong } from "../rules/deadline-wrong.ts";
import { durationWrong } from "../rules/duration-wrong.ts";
import { memoizeKeyWrong } from "../rules/memoize-key-wrong.ts";
import { metricOfNoKind } from "../rules/metric-of-no-kind.ts";
import { mutexHeldAlready } from "../rules/mutex-held-already.ts";
import { mutexWithoutName } from "../rules/mutex-without-name.ts";
import { parallelismOfALeaf } from "../rules/parallelism-of-a-leaf.ts";
import { resourceConditionUnreadable } from "../rules/resource-condition-unreadable.ts";
import { resourceManifestIncomplete } from "../rules/resource-manifest-incomplete.ts";
import { resourceManifestUnreadable } from "../rules/resource-manifest-unreadable.ts";
import { resourcePatchInFlowStyle } from "../rules/resource-patch-in-flow-style.ts";
import { resourceTemplateWithoutManifest } from "../rules/resource-template-without-manifest.ts";
import { retryWrong } from "../rules/retry-wrong.ts";
import { timeLimitMisplaced } from "../rules/time-limit-misplaced.ts";
import { timeoutWithoutUnit } from "../rules/timeout-without-unit.ts";

/** Settings of templates in a manifest: the laws of `messages/lint-settings.md`, by code. */
export const settingsRules: readonly LintRule[] = [
  deadlineOfNothing,
  deadlineWrong,
  durationWrong,
  memoizeKeyWrong,
  metricOfNoKind,
  mutexHeldAlready,
  mutexWithoutName,
  parallelismOfALeaf,
  resourceConditionUnreadable,
  resourceManifestIncomplete,
  resourceManifestUnreadable,
  resourcePatchInFlowStyle,
  resourceTemplateWithoutManifest,
  retryWrong,
  timeLimitMisplaced,
  timeoutWithoutUnit,
];
