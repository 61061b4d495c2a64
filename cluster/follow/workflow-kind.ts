import type { ResourceKind } from "../resource-kinds.ts";

const argo = (kind: string, resource: string): ResourceKind => ({
  group: "argoproj.io",
  version: "v1alpha1",
  kind,
  resource,
  isNamespaced: true,
});

export const workflowKind = argo("Workflow", "workflows");
export const cronWorkflowKind = argo("CronWorkflow", "cronworkflows");
export const workflowTemplateKind = argo("WorkflowTemplate", "workflowtemplates");
