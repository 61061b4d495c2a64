import type { FieldPath } from "../argo/validate/schema-issue.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Plan, PlanStep } from "../plan/plan.ts";
import type { Target } from "../targets/target.ts";

/** A finished manifest, with what it was made of and for. */
export interface MadeManifest {
  readonly plan: Plan;
  readonly objects: readonly unknown[];
  readonly target: Target;
  /** What the API server would say. */
  readonly refusals: readonly Refusal[];
}

/** One reason of the API server's against the manifest. */
export interface Refusal {
  readonly path: FieldPath;
  readonly message: string;
  /** The author's step that the place was made of. */
  readonly step: PlanStep | undefined;
}

/** A law of finished manifests. */
export type VerifyRule = (manifest: MadeManifest) => readonly Diagnostic[];

/** Whom a sentence about a place is about. */
export function subjectOf(plan: Plan, step: PlanStep | undefined): string {
  if (step === undefined) return `Pipeline "${plan.name}"`;
  return step.kind === "task" ? `Task "${step.name}"` : `Step "${step.name}"`;
}

/** Whether a step's template is the author's own work, and not a lowering of a component. */
export const isForeign = (step: PlanStep | undefined): step is Extract<PlanStep, { readonly kind: "task" }> =>
  step?.kind === "task" && step.component.work.kind !== "function";
