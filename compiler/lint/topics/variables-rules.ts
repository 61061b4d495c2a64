import type { LintRule } from "../rule.ts";
import { failuresOutsideExitHandler } from "../rules/failures-outside-exit-handler.ts";
import { globalOutputUnknown } from "../rules/global-output-unknown.ts";
import { inputUnknown } from "../rules/input-unknown.ts";
import { itemKeyMissing } from "../rules/item-key-missing.ts";
import { itemKeyUnknown } from "../rules/item-key-unknown.ts";
import { itemOutsideLoop } from "../rules/item-outside-loop.ts";
import { outputUnknown } from "../rules/output-unknown.ts";
import { podNameOutsidePod } from "../rules/pod-name-outside-pod.ts";
import { statusOutsideExitHandler } from "../rules/status-outside-exit-handler.ts";
import { stepNotBefore } from "../rules/step-not-before.ts";
import { tagHoldsLineBreak } from "../rules/tag-holds-line-break.ts";
import { tagNotClosed } from "../rules/tag-not-closed.ts";
import { tagOfAnotherKind } from "../rules/tag-of-another-kind.ts";
import { tagOfTheCaller } from "../rules/tag-of-the-caller.ts";
import { tagRootMisspelt } from "../rules/tag-root-misspelt.ts";
import { taskNotWaitedFor } from "../rules/task-not-waited-for.ts";
import { taskUnknownInTag } from "../rules/task-unknown-in-tag.ts";
import { workflowLabelUnknown } from "../rules/workflow-label-unknown.ts";
import { workflowParameterUnknown } from "../rules/workflow-parameter-unknown.ts";
import { workflowVariableUnknown } from "../rules/workflow-variable-unknown.ts";

/** Variables in a manifest: the laws of `messages/lint-variables.md`, by code. */
export const variablesRules: readonly LintRule[] = [
  failuresOutsideExitHandler,
  globalOutputUnknown,
  inputUnknown,
  itemKeyMissing,
  itemKeyUnknown,
  itemOutsideLoop,
  outputUnknown,
  podNameOutsidePod,
  statusOutsideExitHandler,
  stepNotBefore,
  tagHoldsLineBreak,
  tagNotClosed,
  tagOfAnotherKind,
  tagOfTheCaller,
  tagRootMisspelt,
  taskNotWaitedFor,
  taskUnknownInTag,
  workflowLabelUnknown,
  workflowParameterUnknown,
  workflowVariableUnknown,
];
