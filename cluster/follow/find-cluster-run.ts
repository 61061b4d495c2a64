import { didYouMean } from "../../util/did-you-mean.ts";
import { ApiError } from "../api-error.ts";
import type { OpenCluster } from "../open-cluster.ts";
import { pathOf } from "../resource-kinds.ts";
import { FollowError } from "./follow-error.ts";
import { listNewest } from "./list-runs.ts";
import { workflowKind } from "./workflow-kind.ts";

/**
 * The Workflow that a person means: by its name, the beginning of its name, `last`, or `last~1` for the one before.
 *
 * @returns the Workflow as the cluster has it
 * @throws FollowError when there is none, or several
 */
export async function findClusterRun(cluster: Pick<OpenCluster, "client" | "namespace">, named: string): Promise<unknown> {
  const back = /^last(?:~(\d+))?$/.exec(named);
  if (back === null && /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(named)) {
    const exact = await readWorkflow(cluster, named);
    if (exact !== undefined) return exact;
  }
  const all = (await listNewest(cluster, { kind: workflowKind })).map(({ name }) => name);
  const found = back === null ? all.filter((name) => name.startsWith(named)) : all.slice(Number(back[1] ?? 0)).slice(0, 1);
  const [name, another] = found;
  if (name === undefined || named === "") throw notFound(named, cluster.namespace, all);
  if (another !== undefined)
    throw new FollowError(
      "cluster-run-ambiguous",
      `"${named}" may be one of ${found.length} runs: ${found.slice(0, 5).join(", ")}${found.length > 5 ? ", …" : ""}.`,
      "Say more of its name.",
    );
  const workflow = await readWorkflow(cluster, name);
  if (workflow === undefined) throw notFound(named, cluster.namespace, all);
  return workflow;
}

/** A Workflow as the cluster has it; undefined when there is none of that name. */
export async function readWorkflow(
  { client, namespace }: Pick<OpenCluster, "client" | "namespace">,
  name: string,
): Promise<unknown> {
  try {
    return await client.ask<unknown>({ method: "GET", path: pathOf(workflowKind, namespace, name) });
  } catch (error) {
    if (error instanceof ApiError && error.code === 404) return undefined;
    throw error;
  }
}

const notFound = (named: string, namespace: string, all: readonly string[]): FollowError =>
  new FollowError(
    "cluster-run-not-found",
    `There is no run "${named}" in namespace ${namespace}.${didYouMean(named, all)}`,
    all.length === 0
      ? "There is no Workflow there at all: --namespace NAME chooses another."
      : `The latest: ${all.slice(0, 3).join(", ")}.`,
  );
