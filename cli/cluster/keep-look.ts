import { join } from "node:path";
import { followedWorkflow } from "../../cluster/follow/followed-workflow.ts";
import { lastWords } from "../../cluster/follow/last-words.ts";
import { RunFiles, recordedId } from "../../cluster/follow/run-files.ts";
import { writeReport } from "../../runner/report/write-report.ts";
import { workspaceHere } from "../prepare-run.ts";
import type { ClusterRun } from "./named-cluster-run.ts";

/** Puts a run on a cluster as it is now into the record, with its report. @returns its id there */
export async function keepLook({ cluster, named, workflow: given }: ClusterRun): Promise<string> {
  const workflow = followedWorkflow(given);
  const { kubeconfig } = named;
  const place = { context: cluster.context, namespace: cluster.namespace, ...(kubeconfig !== undefined && { kubeconfig }) };
  const files = new RunFiles(join(workspaceHere(), ".pipewright", "runs"), workflow, place);
  const words = files.hasLogs ? [] : await lastWords(cluster, undefined, workflow, new AbortController().signal);
  files.look(given, workflow, words);
  files.end(given);
  const { events, manifest, folder } = files;
  await writeReport({ events, manifest, folder }).catch(() => undefined);
  return recordedId(workflow);
}
