import type { WorkflowSpec } from "../../compiler/argo/model.generated.ts";

/** An object of which templates are taken. */
export interface TemplateOwner {
  readonly spec: WorkflowSpec;
}

export type LibraryKind = "WorkflowTemplate" | "ClusterWorkflowTemplate";

/** Where `templateRef` and `workflowTemplateRef` look: what is on the cluster, or in the files. */
export interface TemplateSource {
  readonly templateOf: (kind: LibraryKind, name: string) => TemplateOwner | undefined;
}
