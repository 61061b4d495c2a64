import type { FieldPath } from "../argo/validate/schema-issue.ts";
import { validateObject } from "../argo/validate/validate-object.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Plan } from "../plan/plan.ts";
import { issuesOnTarget } from "../targets/still-known.ts";
import type { Target } from "../targets/target.ts";
import { namesTwice } from "./names-twice.ts";
import { stepOfPath } from "./place-in-plan.ts";
import { isForeign, type MadeManifest, type Refusal, type VerifyRule } from "./rule.ts";
import { manifestRefused } from "./rules/manifest-refused.ts";
import { targetLacksField } from "./rules/target-lacks-field.ts";
import { targetNeedsPatch } from "./rules/target-needs-patch.ts";
import { templateRefused } from "./rules/template-refused.ts";

const errors: readonly VerifyRule[] = [templateRefused, manifestRefused, targetLacksField];
const warnings: readonly VerifyRule[] = [targetNeedsPatch];

/**
 * Holds what comes out of the lowering to what the API server takes and the target knows. What is wrong in a step that is no code of ours
 * is the author's, at the step; anything else is a mistake of Pipewright, and says so.
 */
export function verifyManifest(plan: Plan, objects: readonly unknown[], target: Target): readonly Diagnostic[] {
  const manifest: MadeManifest = { plan, objects, target, refusals: refusalsOf(plan, objects, target) };
  return errors.flatMap((rule) => rule(manifest));
}

/** What is doubtful about a manifest that stands: whether its meaning depends on a patch of the target. */
export function patchWarnings(plan: Plan, objects: readonly unknown[], target: Target): readonly Diagnostic[] {
  return warnings.flatMap((rule) => rule({ plan, objects, target, refusals: [] }));
}

function refusalsOf(plan: Plan, objects: readonly unknown[], target: Target): readonly Refusal[] {
  return objects.flatMap((object) => {
    const stepAt = (path: FieldPath) => stepOfPath(plan, object, path, objects);
    const issues = issuesOnTarget(validateObject(object), object, target);
    const byServer = issues.map(({ path, message }) => ({ path, message, step: stepAt(path) }));
    const byController = namesTwice(object).map((one) => ({ ...one, step: stepAt(one.path) }));
    // of templates by hand `rawProblems` tells it, with all other laws of the controller
    return [...byServer, ...byController.filter(({ step }) => !isForeign(step))];
  });
}
