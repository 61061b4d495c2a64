import type { Metadata, Template, TemplateRef, WorkflowSpec } from "../../compiler/argo/model.generated.ts";
import type { LibraryKind, TemplateOwner } from "./template-source.ts";
import { withoutNulls } from "./without-nulls.ts";

/** The object in which a template's own calls look for names. */
export interface TemplateBase {
  readonly kind: "Workflow" | LibraryKind;
  /** Unlike that of any other object. */
  readonly id: string;
  readonly spec: WorkflowSpec;
  readonly template: (name: string) => Template | undefined;
}

export function templateBase(kind: TemplateBase["kind"], name: string, owner: TemplateOwner): TemplateBase {
  const spec = withoutNulls(owner.spec);
  const templates = new Map<string, Template>();
  for (const template of spec.templates ?? []) {
    if (template.name !== undefined && !templates.has(template.name))
      templates.set(template.name, withMetadata(template, spec.podMetadata));
  }
  return { kind, id: `${kind}/${name}`, spec, template: (wanted) => templates.get(wanted) };
}

/** Labels and annotations of all pods stand in each template. */
function withMetadata(template: Template, ofPods: Metadata | undefined): Template {
  if (ofPods === undefined) return template;
  const { annotations, labels } = template.metadata ?? {};
  const metadata = { annotations: { ...annotations, ...ofPods.annotations }, labels: { ...labels, ...ofPods.labels } };
  return { ...template, metadata };
}

export const libraryKind = ({ clusterScope }: Pick<TemplateRef, "clusterScope">): LibraryKind =>
  clusterScope === true ? "ClusterWorkflowTemplate" : "WorkflowTemplate";
