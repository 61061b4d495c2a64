import type { Workflow, WorkflowSpec } from "../../compiler/argo/model.generated.ts";
import { RunError } from "../run-error.ts";
import type { Cluster } from "./cluster.ts";

/**
 * The workflow that a run of some files means: their Workflow, else what their CronWorkflow would start, else their WorkflowTemplate.
 * @throws RunError when there is none, or more than one
 */
export function chooseWorkflow(cluster: Cluster): Workflow {
  const workflow = only(cluster.workflows, "Workflow");
  if (workflow !== undefined) return workflow;
  const cron = only(cluster.cronWorkflows, "CronWorkflow");
  if (cron !== undefined)
    return made({ ...cron.metadata, ...cron.spec.workflowMetadata, name: cron.metadata.name ?? "cron" }, cron.spec.workflowSpec);
  const starters = cluster.workflowTemplates.filter(({ spec }) => spec.entrypoint !== undefined); // the others hold templates for others
  const template = only(starters, "WorkflowTemplate");
  if (template === undefined) throw new RunError("manifest-not-argo", "The manifest holds no Argo workflow.");
  const { name = "workflow", labels, namespace } = template.metadata;
  const metadata = { name, ...(labels && { labels }), ...(namespace !== undefined && { namespace }) };
  return made(metadata, { workflowTemplateRef: { name } });
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
