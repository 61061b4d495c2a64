import { didYouMean } from "../../util/did-you-mean.ts";
import { ApiError } from "../api-error.ts";
import { FollowError } from "../follow/follow-error.ts";
import { listNewest } from "../follow/list-runs.ts";
import { fieldsOf } from "../follow/sane-workflow.ts";
import { cronWorkflowKind } from "../follow/workflow-kind.ts";
import { type ActingOn, changeObject } from "./change-workflow.ts";

/**
 * Holds the schedule of a pipeline up, or lets it go on. Runs that are under way are not touched.
 *
 * @returns whether that was new
 * @throws FollowError `cluster-pipeline-not-found`
 */
export async function suspendSchedule(cluster: ActingOn, name: string, isSuspended: boolean): Promise<boolean> {
  let isNew = false;
  try {
    await changeObject(cluster, cronWorkflowKind, name, (cron) => {
      isNew = (fieldsOf(fieldsOf(cron)["spec"])["suspend"] === true) !== isSuspended;
      return isNew ? { spec: { suspend: isSuspended } } : undefined;
    });
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 404) throw error;
    const known = (await listNewest(cluster, { kind: cronWorkflowKind })).map((one) => one.name);
    throw new FollowError(
      "cluster-pipeline-not-found",
      `There is no schedule "${name}" in namespace ${cluster.namespace}.${didYouMean(name, known)}`,
      known.length === 0 ? "No pipeline there has a schedule." : `There are: ${known.slice(0, 8).join(", ")}.`,
    );
  }
  return isNew;
}
