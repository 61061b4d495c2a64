import { field } from "./field.ts";
import type { FieldTerm } from "./work.ts";

/** When an object has ended well, and when not: for `...` in a `resource(...)`. */
export interface Ends {
  readonly success: readonly FieldTerm[];
  readonly failure: readonly FieldTerm[];
}

const ends = (success: readonly FieldTerm[], failure: readonly FieldTerm[]): Ends =>
  Object.freeze({ success: Object.freeze(success), failure: Object.freeze(failure) });

/**
 * The ends of a Job of Kubernetes: so many completions, or more failures than its `backoffLimit`, as its manifest says them.
 *
 * ```ts
 * resource({ name: "load", action: "create", manifest: job, ...jobEnds({ backoffLimit: 2 }) })
 * ```
 */
export const jobEnds = ({
  completions = 1,
  backoffLimit = 0,
}: {
  readonly completions?: number;
  readonly backoffLimit?: number;
} = {}): Ends => ends([field("status.succeeded").gt(completions - 1)], [field("status.failed").gt(backoffLimit)]);

/** The ends of a Workflow of Argo. */
export const workflowEnds = (): Ends =>
  ends([field("status.phase").eq("Succeeded")], [field("status.phase").in(["Failed", "Error"])]);

/** The ends of a JobSet, `jobset.x-k8s.io/v1alpha2`. */
export const jobSetEnds = (): Ends =>
  ends([field("status.terminalState").eq("Completed")], [field("status.terminalState").eq("Failed")]);

/** The ends of a RayJob, `ray.io/v1`. */
export const rayJobEnds = (): Ends =>
  ends(
    [field("status.jobStatus").eq("SUCCEEDED")],
    [field("status.jobStatus").in(["FAILED", "STOPPED"]), field("status.jobDeploymentStatus").in(["Failed", "ValidationFailed"])],
  );

/** The ends of a Job of Volcano, `batch.volcano.sh/v1alpha1`. */
export const volcanoJobEnds = (): Ends =>
  ends([field("status.state.phase").eq("Completed")], [field("status.state.phase").in(["Failed", "Aborted", "Terminated"])]);
