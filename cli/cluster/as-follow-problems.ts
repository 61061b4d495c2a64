import { FollowError } from "../../cluster/follow/follow-error.ts";
import { problem } from "../../compiler/diagnostics/problem.ts";
import { asDeployProblems } from "../deploy/as-deploy-problems.ts";
import { ProblemError } from "../problem-error.ts";

/** What keeps a run on a cluster from being followed or acted upon, as a problem. @throws ProblemError */
export async function asFollowProblems<T>(work: () => Promise<T>, context?: string): Promise<T> {
  try {
    return await asDeployProblems(work, context);
  } catch (error) {
    if (!(error instanceof FollowError)) throw error;
    throw new ProblemError([problem(error.code, { what: error.message, help: error.help })]);
  }
}
