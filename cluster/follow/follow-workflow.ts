import { isDone } from "../../runner/controller/node-status.ts";
import { ApiError } from "../api-error.ts";
import { ClusterError } from "../cluster-error.ts";
import { sleep } from "../kube-client.ts";
import type { OpenCluster } from "../open-cluster.ts";
import { pathOf } from "../resource-kinds.ts";
import { watchObject } from "../watch-object.ts";
import { FollowError } from "./follow-error.ts";
import { type FollowedWorkflow, followedWorkflow } from "./followed-workflow.ts";
import { workflowKind } from "./workflow-kind.ts";

export interface FollowOptions {
  readonly cluster: Pick<OpenCluster, "client" | "namespace">;
  readonly name: string;
  readonly signal: AbortSignal;
  /** Reads the kubeconfig anew, when the login has expired. */
  readonly reopen: () => Promise<Pick<OpenCluster, "client" | "namespace">>;
  /** Told when something keeps the cluster from answering, and why. */
  readonly onRetry: (why: string) => void;
  /** How long a login may be refused before it is given up, in seconds. */
  readonly loginPatienceSeconds?: number;
}

/** One look at a Workflow: as it was given, and as the runner reads it. */
export interface WorkflowLook {
  readonly given: unknown;
  readonly workflow: FollowedWorkflow;
}

/**
 * A Workflow as it is now, and again each time it has changed, until it has ended. It goes on through cut watches, restarts of the server, 410
 * Gone and logins that expire, and tells the same look only once.
 *
 * @throws FollowError `cluster-run-gone` when somebody deletes it, ApiError, ClusterError, and the signal's reason
 */
export async function* followWorkflow(options: FollowOptions): AsyncGenerator<WorkflowLook> {
  const { name, signal, reopen, onRetry, loginPatienceSeconds = 120 } = options;
  let { cluster } = options;
  let seen = "";
  let refusedSince: number | undefined;
  for (let pause = 200; ; pause = Math.min(5_000, pause * 2)) {
    try {
      for await (const given of looksAt(cluster, name, signal, onRetry)) {
        refusedSince = undefined;
        pause = 200;
        if (given instanceof ApiError) throw gone(name, cluster.namespace, seen !== "");
        const { resourceVersion = "", uid = "" } = given.metadata;
        if (`${uid} ${resourceVersion}` === seen) continue;
        if (seen !== "" && !seen.startsWith(`${uid} `)) throw gone(name, cluster.namespace, true);
        seen = `${uid} ${resourceVersion}`;
        const workflow = followedWorkflow(given);
        yield { given, workflow };
        if (isDone(workflow.phase)) return;
      }
    } catch (error) {
      signal.throwIfAborted();
      if (!isLogin(error)) throw error;
      refusedSince ??= Date.now();
      if (Date.now() - refusedSince > loginPatienceSeconds * 1000) throw error;
      onRetry(`the login is not taken any more (${(error as Error).message}); it is read anew`);
      await sleep(pause, signal);
      cluster = await reopen().catch((problem: Error) => {
        if (!isLogin(problem)) throw problem;
        return cluster;
      });
    }
  }
}

const looksAt = (
  { client, namespace }: Pick<OpenCluster, "client" | "namespace">,
  name: string,
  signal: AbortSignal,
  onRetry: (why: string) => void,
) => watchObject({ client, collection: pathOf(workflowKind, namespace), name, signal, everySeconds: 2, onRetry });

const isLogin = (error: unknown): boolean =>
  (error instanceof ApiError && error.code === 401) || (error instanceof ClusterError && error.code === "cluster-login-refused");

const gone = (name: string, namespace: string, wasThere: boolean): FollowError =>
  wasThere
    ? new FollowError(
        "cluster-run-gone",
        `The run ${name} is not in namespace ${namespace} any more: somebody has deleted it, or its time to live is over.`,
        "What was seen of it is in the record: pipewright show last.",
      )
    : new FollowError(
        "cluster-run-not-found",
        `There is no run ${name} in namespace ${namespace}.`,
        "pipewright runs --context NAME lists those that are there.",
      );
