import { eachOf } from "../each-of.ts";
import { listObjects } from "../list-objects.ts";
import type { OpenCluster } from "../open-cluster.ts";
import { managedByLabel, pipelineLabel } from "../ours.ts";
import { applyOrder } from "../plan/apply-order.ts";
import { atOnce, oursIn } from "../plan/plan-objects.ts";
import { ResourceKinds } from "../resource-kinds.ts";
import type { KubeObject } from "../watch-object.ts";
import { deleteObject } from "./apply-plan.ts";

export interface NamedOfKind {
  readonly kind: string;
  readonly name: string;
}

/** What of a pipeline would be deleted, and what has its label but was put there by somebody else. */
export interface Deletion {
  readonly found: readonly NamedOfKind[];
  readonly others: readonly NamedOfKind[];
  /** Deletes what was found: what starts runs first, then what runs need. */
  readonly remove: (onDone: (one: NamedOfKind) => void) => Promise<void>;
}

/**
 * Finds what `pipewright apply` has put into a cluster for a pipeline.
 * @param withRuns whether its runs go too; else they stay, with their history
 * @throws ApiError, ConnectionError
 */
export async function deletePipeline(cluster: OpenCluster, pipeline: string, withRuns: boolean): Promise<Deletion> {
  const { client, namespace } = cluster;
  const kinds = new ResourceKinds(client);
  const labelSelector = `${pipelineLabel}=${pipeline}`;
  const ofKind = async (name: string): Promise<readonly KubeObject[]> => {
    const kind = await kinds.byKind("argoproj.io/v1alpha1", name);
    return kind === undefined ? [] : await listObjects(client, kind, { namespace, labelSelector });
  };
  const [{ objects }, templates, crons, runs] = await Promise.all([
    oursIn(cluster, kinds, [], { pipeline }),
    ofKind("WorkflowTemplate"),
    ofKind("CronWorkflow"),
    withRuns ? ofKind("Workflow") : [],
  ]);
  const all = [...objects, ...runs];
  const order = applyOrder(all, pipeline).toReversed();
  const named = ({ kind = "", metadata }: KubeObject): NamedOfKind => ({ kind, name: metadata.name ?? "" });
  const isOurs = ({ metadata }: KubeObject): boolean =>
    (metadata["labels"] as Readonly<Record<string, string>> | undefined)?.[managedByLabel] === "pipewright";
  return {
    found: order.flat().map(named),
    others: [...templates, ...crons].filter((one) => !isOurs(one)).map(named),
    remove: async (onDone) => {
      for (const group of order)
        await eachOf(group, atOnce, async (one) => {
          await deleteObject(cluster, kinds, one);
          onDone(named(one));
        });
    },
  };
}
