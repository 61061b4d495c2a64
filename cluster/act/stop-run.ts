import { isDone } from "../../runner/controller/node-status.ts";
import { FollowError } from "../follow/follow-error.ts";
import { followedWorkflow } from "../follow/followed-workflow.ts";
import { workflowKind } from "../follow/workflow-kind.ts";
import { type ActingOn, changeObject } from "./change-workflow.ts";

/**
 * Ends a run on a cluster: `Stop` lets its exit handlers run, `Terminate` does not. Doing it again changes nothing; what is stopped may still be
 * terminated.
 *
 * @throws FollowError `cluster-run-ended`
 */
export async function stopRun(cluster: ActingOn, name: string, how: "Stop" | "Terminate"): Promise<void> {
  await changeObject(cluster, workflowKind, name, (given) => {
    const { phase, message } = followedWorkflow(given);
    if (isDone(phase))
      throw new FollowError(
        "cluster-run-ended",
        `Run ${name} has ended already: ${phase}${message === "" ? "" : ` (${message})`}.`,
        `pipewright show ${name} shows it.`,
      );
    const { spec } = given as { readonly spec?: { readonly shutdown?: string } };
    return spec?.shutdown === how || spec?.shutdown === "Terminate" ? undefined : { spec: { shutdown: how } };
  });
}
