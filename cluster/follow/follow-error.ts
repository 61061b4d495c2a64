/** A run on a cluster can't be followed or acted upon, for a reason that a person can mend. */
export class FollowError extends Error {
  override readonly name = "FollowError";
  readonly code: FollowProblem;
  readonly help: string;

  constructor(code: FollowProblem, message: string, help: string) {
    super(message);
    this.code = code;
    this.help = help;
  }
}

export type FollowProblem =
  | "cluster-run-ambiguous"
  | "cluster-run-ended"
  | "cluster-run-gone"
  | "cluster-run-not-asking"
  | "cluster-run-not-found"
  | "cluster-run-not-retryable"
  | "cluster-artifact-unreachable"
  | "cluster-logs-gone"
  | "cluster-pipeline-not-found"
  | "cluster-arguments-wrong"
  | "backfill-too-long";
