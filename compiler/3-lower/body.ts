import type { DAGTask } from "../argo/model.generated.ts";
import type { PlanStep } from "../plan/plan.ts";
import { lowerCall } from "./call.ts";
import { lowerForEach } from "./for-each.ts";
import { lowerGroup } from "./group.ts";
import { lowerCallHook, lowerTaskHook } from "./hooks.ts";
import type { Lowering } from "./lowering.ts";
import { lowerRepeat } from "./repeat.ts";
import type { Scope } from "./scope.ts";
import { lowerTask } from "./task.ts";
import { lowerWhen } from "./when.ts";

/** How a word lowers what stands in its bodies: given to each, so that words know nothing of one another. */
export interface LowerSteps {
  /** One step, without what it waits for. */
  readonly one: (step: PlanStep, scope: Scope, lowering: Lowering) => DAGTask;
  readonly all: (steps: readonly PlanStep[], scope: Scope, lowering: Lowering) => readonly DAGTask[];
}

/** The steps of a body as tasks of a DAG. */
export function lowerBody(steps: readonly PlanStep[], scope: Scope, lowering: Lowering): readonly DAGTask[] {
  return steps.map((step) => {
    const { name, template, when, arguments: given, ...others } = lowerStep(step, scope, lowering);
    return {
      name,
      template: template!,
      ...(step.dependsOn.length > 0 && { depends: step.dependsOn.join(" && ") }),
      ...(when !== undefined && { when }),
      ...(given && { arguments: given }),
      ...others,
    };
  });
}

const lowerSteps: LowerSteps = { one: lowerStep, all: lowerBody };

function lowerStep(step: PlanStep, scope: Scope, lowering: Lowering): DAGTask {
  switch (step.kind) {
    case "task":
      return { ...lowerTask(step, scope, lowering), ...lowerTaskHook(step, scope, lowering, lowerSteps) };
    case "call":
      return { ...lowerCall(step, scope, lowering, lowerSteps), ...lowerCallHook(step, scope, lowering, lowerSteps) };
    case "when":
      return lowerWhen(step, scope, lowering, lowerSteps);
    case "for-each":
      return lowerForEach(step, scope, lowering, lowerSteps);
    case "repeat":
      return lowerRepeat(step, scope, lowering, lowerSteps);
    case "group":
      return lowerGroup(step, scope, lowering, lowerSteps);
  }
}
