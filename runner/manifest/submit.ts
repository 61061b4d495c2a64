import type { Arguments, Artifact, Parameter, Workflow, WorkflowSpec } from "../../compiler/argo/model.generated.ts";
import type { Submission } from "../controller/submission.ts";
import { RunError } from "../run-error.ts";
import type { Cluster } from "./cluster.ts";

export interface SubmitOptions {
  readonly uid: string;
  readonly now: number;
  readonly scheduledAt?: number;
}

/**
 * A workflow with everything that it refers to, ready to run.
 * @throws RunError when the template that it refers to is not in the files
 */
export function submit(workflow: Workflow, cluster: Cluster, { uid, now, scheduledAt }: SubmitOptions): Submission {
  const { metadata } = workflow;
  const { workflowTemplateRef: ref } = workflow.spec;
  const spec = specOf(workflow, cluster);
  const scope =
    ref === undefined ? "" : `${ref.clusterScope === true ? "ClusterWorkflowTemplate" : "WorkflowTemplate"}/${ref.name}`;
  return {
    name: metadata.name ?? `${metadata.generateName ?? "workflow-"}${uid.slice(0, 5)}`,
    namespace: metadata.namespace ?? "default",
    uid,
    labels: { ...spec.workflowMetadata?.labels, ...metadata.labels },
    annotations: { ...spec.workflowMetadata?.annotations, ...metadata.annotations },
    createdAt: now,
    spec,
    arguments: withValues(spec.arguments ?? {}, cluster),
    templates: cluster.sourceOf(scope === "" ? "" : scope, spec.templates ?? []),
    ...(scheduledAt !== undefined && { scheduledAt }),
  };
}

/** A workflow's spec, merged with that of the template that it refers to. @throws RunError when it is not in the files */
export function specOf({ spec }: Workflow, cluster: Cluster): WorkflowSpec {
  const { workflowTemplateRef: ref, ...own } = spec;
  return ref === undefined ? own : mergeSpecs(referredSpec(cluster, ref.name ?? "", ref.clusterScope === true), own);
}

function referredSpec(cluster: Cluster, name: string, clusterScope: boolean): WorkflowSpec {
  const found = cluster.library(name, clusterScope);
  if (found === undefined)
    throw new RunError(
      "template-not-here",
      `The ${clusterScope ? "ClusterWorkflowTemplate" : "WorkflowTemplate"} "${name}" is not in the manifest.`,
      "Put it into the same file, or name its file too.",
    );
  return found.spec;
}

/** A Workflow's own fields win over those of the template that it refers to; arguments are merged by name. */
function mergeSpecs(base: WorkflowSpec, own: WorkflowSpec): WorkflowSpec {
  const merged = mergeArguments(base.arguments ?? {}, own.arguments ?? {});
  return { ...base, ...own, arguments: merged };
}

function mergeArguments(base: Arguments, own: Arguments): Arguments {
  const parameters = mergeByName<Parameter>(base.parameters ?? [], own.parameters ?? []);
  const artifacts = mergeByName<Artifact>(base.artifacts ?? [], own.artifacts ?? []);
  return { ...(parameters.length > 0 && { parameters }), ...(artifacts.length > 0 && { artifacts }) };
}

function mergeByName<T extends { readonly name: string }>(base: readonly T[], own: readonly T[]): readonly T[] {
  const merged = new Map(base.map((one) => [one.name, one]));
  for (const one of own) merged.set(one.name, { ...merged.get(one.name), ...one });
  return [...merged.values()];
}

/** Values that stand in ConfigMaps are read when the workflow begins. */
function withValues(given: Arguments, cluster: Cluster): Arguments {
  if (given.parameters === undefined) return given;
  const parameters = given.parameters.map((parameter): Parameter => {
    const ref = parameter.valueFrom?.configMapKeyRef;
    if (parameter.value !== undefined || ref === undefined) return parameter;
    const value = cluster.parameterConfigMap(ref.name ?? "")?.[ref.key] ?? parameter.valueFrom?.default;
    return value === undefined ? parameter : { ...parameter, value };
  });
  return { ...given, parameters };
}
