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

const core = (kind: string, resource: string): ResourceKind => ({ group: "", version: "v1", kind, resource, isNamespaced: true });

export const podKind = core("Pod", "pods");
export const secretKind = core("Secret", "secrets");
