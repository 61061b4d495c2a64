import { isFailure } from "../../runner/controller/node-status.ts";
import { ApiError } from "../api-error.ts";
import { FollowError } from "../follow/follow-error.ts";
import { type FollowedWorkflow, followedWorkflow } from "../follow/followed-workflow.ts";
import { podNameOf } from "../follow/pod-name.ts";
import { saneWorkflow } from "../follow/sane-workflow.ts";
import { podKind, workflowKind } from "../follow/workflow-kind.ts";
import { pathOf } from "../resource-kinds.ts";
import { type ActingOn, changeObject } from "./change-workflow.ts";
import { nodesPatch, nodesToChange } from "./packed-nodes.ts";
import { retryPlan } from "./retry-plan.ts";

/**
 * Has a run that failed go on: its controller does again what failed, with what succeeded as it was. The pods of failed steps are taken away
 * first, since new ones have their names; when it breaks between the two, doing it again does the rest.
 *
 * @returns the names of the steps that are done anew
 * @throws FollowError `cluster-run-not-retryable`
 */
export async function retryRun(cluster: ActingOn, name: string): Promise<readonly string[]> {
  const { client, namespace } = cluster;
  const first = followedWorkflow(await client.ask({ method: "GET", path: pathOf(workflowKind, namespace, name) }));
  refuseUnlessFailed(first);
  for (const node of retryPlan(first).pods) await deletePod(cluster, podNameOf(first, node));
  let anew: readonly string[] = [];
  await changeObject(cluster, workflowKind, name, (given) => {
    const workflow = followedWorkflow(given);
    refuseUnlessFailed(workflow);
    const sane = saneWorkflow(given);
    const nodes = nodesToChange(sane, "retry");
    const plan = retryPlan(workflow);
    anew = plan.anew;
    return {
      metadata: {
        labels: {
          "workflows.argoproj.io/completed": null,
          "workflows.argoproj.io/phase": "Running",
          "workflows.argoproj.io/workflow-archiving-status": null,
        },
      },
      spec: { shutdown: null, ...(sane.spec?.activeDeadlineSeconds === 0 && { activeDeadlineSeconds: null }) },
      status: {
        phase: "Running",
        message: null,
        finishedAt: null,
        startedAt: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
        persistentVolumeClaims: null,
        conditions: [{ type: "Completed", status: "False" }],
        taskResultsCompletionStatus: Object.fromEntries(plan.gone.map((id) => [id, null])),
        ...nodesPatch(sane, nodes, plan.reopened, plan.gone),
      },
    };
  });
  return anew;
}

function refuseUnlessFailed({ phase, name, missing }: FollowedWorkflow): void {
  if (missing !== undefined)
    throw new FollowError(
      "cluster-run-not-retryable",
      `Run ${name} can't be retried from here. ${missing}`,
      `Argo's server can: argo retry ${name}.`,
    );
  if (isFailure(phase)) return;
  throw new FollowError(
    "cluster-run-not-retryable",
    phase === "Succeeded" ? `Run ${name} has succeeded: there is nothing to retry.` : `Run ${name} has not ended: ${phase}.`,
    phase === "Succeeded" ? "pipewright submit starts another one." : `pipewright stop ${name} ends it; then it can be retried.`,
  );
}

async function deletePod({ client, namespace }: ActingOn, pod: string): Promise<void> {
  const path = pathOf(podKind, namespace, pod);
  await client.askText({ method: "DELETE", path, isRepeatable: true }).catch((error: unknown) => {
    if (!(error instanceof ApiError && error.code === 404)) throw error;
  });
}
