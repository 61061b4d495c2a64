import type { Workflow } from "../../compiler/argo/model.generated.ts";

/** A workflow as it is in a namespace of a cluster: its steps work there, and `{{workflow.namespace}}` says so. */
export const inNamespace = (workflow: Workflow, namespace: string | undefined): Workflow =>
  namespace === undefined ? workflow : { ...workflow, metadata: { ...workflow.metadata, namespace } };
