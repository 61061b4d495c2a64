import { ApiError } from "../../cluster/api-error.ts";
import { clusterRefusal, lostCluster } from "../../cluster/apply/lost-cluster.ts";
import { ConnectionError } from "../../cluster/connection-error.ts";
import { asProblems } from "../as-problems.ts";
import { ProblemError } from "../problem-error.ts";

/** What a cluster refuses, or that it is gone, as a problem. @throws ProblemError */
export async function asDeployProblems<T>(work: () => Promise<T>, context = "(the current one)"): Promise<T> {
  try {
    return await asProblems("", work);
  } catch (error) {
    if (error instanceof ApiError) throw new ProblemError([clusterRefusal(error, context)]);
    if (error instanceof ConnectionError) throw new ProblemError([lostCluster(error, context)]);
    throw error;
  }
}
