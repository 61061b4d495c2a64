import { fieldPathText } from "../argo/validate/field-path.ts";
import type { FieldPath } from "../argo/validate/schema-issue.ts";
import { validateObject } from "../argo/validate/validate-object.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { problem } from "../diagnostics/problem.ts";
import type { Plan, PlanStep } from "../plan/plan.ts";
import { neededPatch } from "../targets/needed-patch.ts";
import { issuesOnTarget } from "../targets/still-known.ts";
import type { Target } from "../targets/target.ts";
import { unsupportedFields } from "../targets/unsupported-fields.ts";
import { stepOfPath } from "./place-in-plan.ts";

/**
 * Holds what comes out of the lowering to what the API server takes and the target knows. What is wrong in a step that is no code of ours
 * is the author's, at the step; anything else is a mistake of Pipewright, and says so.
 */
export function verifyManifest(plan: Plan, objects: readonly unknown[], target: Target): readonly Diagnostic[] {
  return [
    ...objects.flatMap((object) =>
      issuesOnTarget(validateObject(object), object, target).map(({ path, message }) =>
        refused(plan, objects, object, path, message),
      ),
    ),
    ...unsupportedFields(objects, target).map(({ object, path, field, since, help }) => {
      const step = stepOfPath(plan, objects[object], path, objects);
      const words = { subject: subjectOf(plan, step), field, target: target.name, since, help };
      return problem("target-lacks-field", words, { at: step?.at ?? plan.at });
    }),
  ];
}

/** A warning when a manifest means what it says only from some patch of the target on. */
export function patchWarnings(plan: Plan, objects: readonly unknown[], target: Target): readonly Diagnostic[] {
  const needed = neededPatch(objects, target);
  if (needed === undefined) return [];
  return [problem("target-needs-patch", { pipeline: plan.name, patch: needed.patch }, { at: plan.at })];
}

function refused(plan: Plan, objects: readonly unknown[], object: unknown, path: FieldPath, message: string): Diagnostic {
  const step = stepOfPath(plan, object, path, objects);
  const at = { at: step?.at ?? plan.at };
  if (step?.kind === "task" && step.component.work.kind !== "function")
    return problem(
      "template-refused",
      { task: step.name, where: fieldPathText(path.slice(3)) || "the template", problem: message },
      at,
    );
  return problem("manifest-refused", { subject: subjectOf(plan, step), where: fieldPathText(path), problem: message }, at);
}

function subjectOf(plan: Plan, step: PlanStep | undefined): string {
  if (step === undefined) return `Pipeline "${plan.name}"`;
  return step.kind === "task" ? `Task "${step.name}"` : `Step "${step.name}"`;
}
