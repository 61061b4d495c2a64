import { dirname, join } from "node:path";
import type { Workflow } from "../compiler/argo/model.generated.ts";
import { chooseScheduled, chooseWorkflow } from "./manifest/choose-workflow.ts";
import { Cluster } from "./manifest/cluster.ts";
import { withArguments } from "./manifest/given-arguments.ts";
import { inNamespace } from "./manifest/in-namespace.ts";
import { readManifest } from "./manifest/read-manifest.ts";
import { type RunInfo, readRunInfo } from "./run/run-folder.ts";

/** A run as it began. */
export interface OpenedRun {
  readonly folder: string;
  readonly info: RunInfo;
  readonly manifest: string;
  readonly cluster: Cluster;
  /** The workflow with the arguments of the run. */
  readonly workflow: Workflow;
}

/**
 * Reads what a run began with: the same manifest and arguments give the same workflow again.
 *
 * @throws RunError `run-not-found` when the folder is none of a run
 */
export function openRun(folder: string): OpenedRun {
  const { info, manifest } = readRunInfo(folder);
  const cluster = new Cluster(readManifest(manifest, join(folder, "manifest.yaml")));
  const { createdAt, scheduledAt } = info;
  const { workflow } = scheduledAt === undefined ? chooseWorkflow(cluster, createdAt) : chooseScheduled(cluster, scheduledAt);
  const given = withArguments(workflow, cluster, info.parameters);
  return { folder, info, manifest, cluster, workflow: inNamespace(given, info.cluster?.namespace) };
}

/** The project that a run's folder is in, `<project>/.pipewright/runs/<run>`; undefined when the folder was moved elsewhere. */
export function projectOfRun(folder: string): string | undefined {
  const runs = dirname(folder);
  return runs.endsWith(join(".pipewright", "runs")) ? dirname(dirname(runs)) : undefined;
}
