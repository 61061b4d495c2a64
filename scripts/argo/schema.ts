/** As much of JSON Schema as Argo's API is written in. */
export interface Schema {
  readonly description?: string;
  readonly type?: "string" | "integer" | "number" | "boolean" | "object" | "array";
  readonly $ref?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly required?: readonly string[];
}

export type Definitions = Readonly<Record<string, Schema>>;

/** The checked-in file: what can be reached from the kinds that Pipewright reads and writes. */
export interface SchemaFile {
  readonly $comment: string;
  readonly definitions: Definitions;
}

/** The definition that `$ref` names. */
export const nameOfRef = (ref: string): string => ref.slice("#/definitions/".length);

export const kinds = ["Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate", "CronWorkflow"] as const;
export const argoPrefix = "io.argoproj.workflow.v1alpha1.";
export const schemaPath = "compiler/argo/schema/argo-workflows-v4.1.2.json";
