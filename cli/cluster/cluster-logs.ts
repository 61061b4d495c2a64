import { ApiError } from "../../cluster/api-error.ts";
import { archivedLog } from "../../cluster/follow/archived-log.ts";
import { FollowError } from "../../cluster/follow/follow-error.ts";
import { followWorkflow } from "../../cluster/follow/follow-workflow.ts";
import { type FollowedWorkflow, followedWorkflow } from "../../cluster/follow/followed-workflow.ts";
import { isGone, podLog } from "../../cluster/follow/pod-log.ts";
import { podNameOf } from "../../cluster/follow/pod-name.ts";
import { type StepPod, stepPods } from "../../cluster/follow/step-pods.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { openNamedCluster } from "../open-named-cluster.ts";
import type { LogLine } from "../record/run-log.ts";
import type { ClusterRun } from "./named-cluster-run.ts";

export interface ClusterLogOptions {
  readonly step: string | undefined;
  readonly follow: boolean;
  readonly endpoint?: string | undefined;
  readonly signal: AbortSignal;
  readonly onLine: (line: LogLine) => void;
  readonly tell: (what: string) => void;
}

/**
 * What the steps of a run on a cluster have printed, or of one of them: from their pods, and where those are gone from the archive. Followed are
 * all pods at the same time, each from when it begins.
 *
 * @throws FollowError `cluster-logs-gone` when nothing of what was asked for can be read any more
 */
export async function clusterLogs(run: ClusterRun, options: ClusterLogOptions): Promise<void> {
  const first = followedWorkflow(run.workflow);
  refuseUnknown(first, options);
  if (options.follow) return await followLogs(run, options);
  const pods = stepPods(first, options.step).filter(({ hasBegun }) => hasBegun);
  const lost: string[] = [];
  for (const pod of pods) if (!(await onePod(run, first, pod, options))) lost.push(pod.step);
  if (lost.length > 0 && lost.length === pods.length) throw gone(lost, first);
  if (lost.length > 0) options.tell(`no log any more of ${lost.slice(0, 10).join(", ")}${lost.length > 10 ? ", …" : ""}`);
}

async function followLogs(run: ClusterRun, options: ClusterLogOptions): Promise<void> {
  const { cluster, named, name } = run;
  const { signal, tell, step } = options;
  const reading = new Map<string, Promise<unknown>>();
  const onRetry = (why: string): void => tell(`waiting for the cluster: ${why}`);
  let last: FollowedWorkflow | undefined;
  const lost: string[] = [];
  for await (const { workflow } of followWorkflow({ cluster, name, signal, reopen: () => openNamedCluster(named), onRetry })) {
    last = workflow;
    const pods = stepPods(workflow, step);
    for (const pod of pods) {
      if (!pod.hasBegun || reading.has(pod.node)) continue;
      const read = onePod(run, workflow, pod, options).then((found) => (found ? undefined : lost.push(pod.step)));
      read.catch(() => undefined); // thrown below
      reading.set(pod.node, read);
    }
  }
  await Promise.all(reading.values());
  if (last !== undefined && lost.length > 0 && lost.length === reading.size) throw gone(lost, last);
  if (lost.length > 0) tell(`no log any more of ${lost.slice(0, 10).join(", ")}`);
}

/** @returns whether there was a log at all */
async function onePod(
  { cluster, workflow: given }: ClusterRun,
  workflow: FollowedWorkflow,
  { node, step, hasEnded }: StepPod,
  { follow, endpoint, signal, onLine, tell }: ClusterLogOptions,
): Promise<boolean> {
  const { client, namespace } = cluster;
  try {
    const log = podLog({ client, namespace, pod: podNameOf(workflow, node), follow: follow && !hasEnded, signal, onRetry: tell });
    for await (const { time, line } of log) onLine({ step, time, line });
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.code === 400) return true; // its container has not begun, and has nothing to say
    if (!isGone(error)) throw error;
  }
  const lines = await archivedLog(workflow, node, { cluster, workflow: given, endpoint, env: process.env, signal }).catch(
    (error: unknown) => {
      if (!(error instanceof FollowError)) throw error;
      tell(`${step}: ${error.message} ${error.help}`);
      return undefined;
    },
  );
  for (const line of lines ?? []) onLine({ step, line });
  return lines !== undefined;
}

function refuseUnknown(workflow: FollowedWorkflow, { step, follow }: ClusterLogOptions): void {
  if (step === undefined || stepPods(workflow, step).length > 0) return;
  if (follow && workflow.finishedAt === undefined) return; // it may still come
  const known = stepPods(workflow).map((one) => one.step);
  throw new FollowError(
    "cluster-logs-gone",
    `Run ${workflow.name} has no step "${step}" with a log.${didYouMean(step, known)}`,
    known.length === 0
      ? "None of its steps has begun."
      : `Its steps: ${known.slice(0, 10).join(", ")}${known.length > 10 ? ", …" : ""}.`,
  );
}

const gone = (lost: readonly string[], { name }: FollowedWorkflow): FollowError =>
  new FollowError(
    "cluster-logs-gone",
    `The pods of run ${name} are gone, and their logs with them: ${lost.slice(0, 5).join(", ")}${lost.length > 5 ? ", …" : ""}.`,
    "archiveLogs keeps the logs of later runs; what was heard of this one is in the record: pipewright show.",
  );
