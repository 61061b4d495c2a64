import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { problem } from "../../compiler/diagnostics/problem.ts";
import { ApiError } from "../api-error.ts";
import { listObjects } from "../list-objects.ts";
import type { OpenCluster } from "../open-cluster.ts";
import { pipelineLabel } from "../ours.ts";
import type { ResourceKinds } from "../resource-kinds.ts";
import type { KubeObject } from "../watch-object.ts";
import { objectName } from "./object-change.ts";

/** What stays for now because runs may still need it. */
export interface HeldObjects {
  readonly problems: readonly Diagnostic[];
  readonly kept: readonly KubeObject[];
}

/** A run reads a WorkflowTemplate only when it comes to a step that calls it: none is pruned while one is under way. */
export async function runsUnderWay(
  { client, namespace }: OpenCluster,
  kinds: ResourceKinds,
  pipeline: string,
  prunable: readonly KubeObject[],
  signal?: AbortSignal,
): Promise<HeldObjects> {
  const templates = prunable.filter(({ kind }) => kind === "WorkflowTemplate");
  if (templates.length === 0) return { problems: [], kept: [] };
  const kind = await kinds.byKind("argoproj.io/v1alpha1", "Workflow", signal);
  const labelSelector = `${pipelineLabel}=${pipeline},workflows.argoproj.io/completed!=true`;
  const runs = kind === undefined ? [] : await listObjects(client, kind, { namespace, labelSelector, signal }).catch(asNone);
  if (runs.length === 0) return { problems: [], kept: [] };
  const words = {
    runs: runs.length === 1 ? "A run is" : `${runs.length} runs are`,
    pipeline,
    names: runs
      .slice(0, 3)
      .map(({ metadata }) => `"${metadata.name}"`)
      .join(", "),
    kept: templates.map((one) => objectName({ kind: "WorkflowTemplate", name: one.metadata.name ?? "" })).join(", "),
  };
  return { problems: [problem("runs-under-way", words)], kept: templates };
}

function asNone(error: unknown): readonly KubeObject[] {
  if (error instanceof ApiError && error.code === 403) return []; // runs that nobody may see can't be waited for
  throw error;
}
