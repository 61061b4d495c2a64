import type { CronWorkflow, Workflow, WorkflowSpec } from "../../compiler/argo/model.generated.ts";
import { scheduledWorkflow } from "../cron/scheduled-workflow.ts";
import { RunError } from "../run-error.ts";
import type { Cluster } from "./cluster.ts";

/** What a run of some files means. */
export interface ChosenWorkflow {
  readonly workflow: Workflow;
  /** The time for which a CronWorkflow starts it. */
  readonly scheduledAt?: number;
}

/**
 * The workflow that a run of some files means: their Workflow, else what their CronWorkflow would start, else their WorkflowTemplate.
 *
 * @param now what a CronWorkflow starts is started for this time
 * @throws RunError when there is none, or more than one
 */
export function chooseWorkflow(cluster: Cluster, now: number): ChosenWorkflow {
  const workflow = only(cluster.workflows, "Workflow");
  if (workflow !== undefined) return { workflow };
  if (cluster.cronWorkflows.length > 0) return chooseScheduled(cluster, now);
  const starters = cluster.workflowTemplates.filter(({ spec }) => spec.entrypoint !== undefined); // the others hold templates for others
  const template = only(starters, "WorkflowTemplate");
  if (template === undefined) throw new RunError("manifest-not-argo", "The manifest holds no Argo workflow.");
  const { name = "workflow", labels, namespace } = template.metadata;
  const metadata = { name, ...(labels && { labels }), ...(namespace !== undefined && { namespace }) };
  return { workflow: made(metadata, { workflowTemplateRef: { name } }) };
}

/** What the files' CronWorkflow starts for a time. @throws RunError when there is none, or more than one */
export function chooseScheduled(cluster: Cluster, time: number): Required<ChosenWorkflow> {
  const scheduledAt = Math.floor(time / 1000) * 1000;
  return { workflow: scheduledWorkflow(chooseCron(cluster), scheduledAt), scheduledAt };
}

/** The files' CronWorkflow. @throws RunError when there is none, or more than one */
export function chooseCron(cluster: Cluster): CronWorkflow {
  const cron = only(cluster.cronWorkflows, "CronWorkflow");
  if (cron !== undefined) return cron;
  throw new RunError(
    "no-schedule",
    "Nothing here has a schedule: there is no CronWorkflow.",
    'A pipeline gets one by `schedule: cron("0 3 * * *")`. Without --cron and --now it runs once.',
  );
}

const made = (metadata: Workflow["metadata"], spec: WorkflowSpec): Workflow => ({
  apiVersion: "argoproj.io/v1alpha1",
  kind: "Workflow",
  metadata,
  spec,
});

function only<T extends { readonly metadata: { readonly name?: string } }>(found: readonly T[], kind: string): T | undefined {
  if (found.length > 1)
    throw new RunError(
      "several-workflows",
      `The manifest holds ${found.length} objects of kind ${kind}: ${found.map(({ metadata }) => `"${metadata.name}"`).join(", ")}.`,
      "Put the one to run into a file of its own.",
    );
  return found[0];
}
