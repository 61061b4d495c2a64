import type { LintRule } from "../rule.ts";
import { dagTargetUnknown } from "../rules/dag-target-unknown.ts";
import { dependsBesideContinueOn } from "../rules/depends-beside-continue-on.ts";
import { dependsBesideDependencies } from "../rules/depends-beside-dependencies.ts";
import { dependsInACircle } from "../rules/depends-in-a-circle.ts";
import { dependsItemsOfNoLoop } from "../rules/depends-items-of-no-loop.ts";
import { dependsOnUnknownTask } from "../rules/depends-on-unknown-task.ts";
import { dependsResultUnknown } from "../rules/depends-result-unknown.ts";
import { dependsSyntax } from "../rules/depends-syntax.ts";
import { readsOptionalArtifact } from "../rules/reads-optional-artifact.ts";
import { readsOutputOfEmptyLoop } from "../rules/reads-output-of-empty-loop.ts";
import { readsOutputOfFailed } from "../rules/reads-output-of-failed.ts";
import { readsOutputOfSkipped } from "../rules/reads-output-of-skipped.ts";
import { stepGroupEmpty } from "../rules/step-group-empty.ts";
import { taskNameIsAnOperator } from "../rules/task-name-is-an-operator.ts";
import { taskNameWithDigitFirst } from "../rules/task-name-with-digit-first.ts";

/** The order of tasks in a manifest: the laws of `messages/lint-order.md`, by code. */
export const orderRules: readonly LintRule[] = [
  dagTargetUnknown,
  dependsBesideContinueOn,
  dependsBesideDependencies,
  dependsInACircle,
  dependsItemsOfNoLoop,
  dependsOnUnknownTask,
  dependsResultUnknown,
  dependsSyntax,
  readsOptionalArtifact,
  readsOutputOfEmptyLoop,
  readsOutputOfFailed,
  readsOutputOfSkipped,
  stepGroupEmpty,
  taskNameIsAnOperator,
  taskNameWithDigitFirst,
];
