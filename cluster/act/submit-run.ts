import { randomUUID } from "node:crypto";
import type { CronWorkflow, Parameter, Workflow } from "../../compiler/argo/model.generated.ts";
import { cronLabel, scheduledWorkflow } from "../../runner/cron/scheduled-workflow.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { ApiError } from "../api-error.ts";
import { ConnectionError } from "../connection-error.ts";
import { FollowError } from "../follow/follow-error.ts";
import { listNewest } from "../follow/list-runs.ts";
import { fieldsOf, listOf } from "../follow/sane-workflow.ts";
import { cronWorkflowKind, workflowKind, workflowTemplateKind } from "../follow/workflow-kind.ts";
import { pipelineLabel } from "../ours.ts";
import { pathOf, type ResourceKind } from "../resource-kinds.ts";
import type { ActingOn } from "./change-workflow.ts";

/** Tells our own submission from others when its answer was lost. */
const submissionLabel = "pipewright.dev/submission";

/** What a run is made of: a pipeline that somebody has applied. */
export interface AppliedPipeline {
  readonly name: string;
  readonly kind: "CronWorkflow" | "WorkflowTemplate";
  readonly object: unknown;
  /** The parameters that a run may be given. */
  readonly parameters: readonly Parameter[];
}

/**
 * A pipeline on a cluster: the CronWorkflow of its name, which knows more than the WorkflowTemplate alone, or that.
 * @throws FollowError `cluster-pipeline-not-found`
 */
export async function appliedPipeline(cluster: ActingOn, name: string): Promise<AppliedPipeline> {
  const cron = await read(cluster, cronWorkflowKind, name);
  const template = await read(cluster, workflowTemplateKind, referredBy(cron) ?? name);
  const object = cron ?? template;
  if (object === undefined) throw await notApplied(cluster, name);
  const own = parametersOf(cron === undefined ? undefined : fieldsOf(fieldsOf(cron)["spec"])["workflowSpec"]);
  const base = parametersOf(fieldsOf(template)["spec"]);
  const merged = [
    ...base.filter((one) => !own.some((other) => other.name === one.name)),
    ...own.map((one) => ({ ...base.find(({ name: same }) => same === one.name), ...one })),
  ];
  return { name, kind: cron === undefined ? "WorkflowTemplate" : "CronWorkflow", object, parameters: merged };
}

const referredBy = (cron: unknown): string | undefined => {
  const reference = fieldsOf(fieldsOf(fieldsOf(fieldsOf(cron)["spec"])["workflowSpec"])["workflowTemplateRef"])["name"];
  return typeof reference === "string" ? reference : undefined;
};

const parametersOf = (spec: unknown): readonly Parameter[] =>
  listOf(fieldsOf(fieldsOf(spec)["arguments"])["parameters"]).filter(
    (one): one is Parameter => typeof fieldsOf(one)["name"] === "string",
  );

async function read({ client, namespace }: ActingOn, kind: ResourceKind, name: string): Promise<unknown> {
  try {
    return await client.ask<unknown>({ method: "GET", path: pathOf(kind, namespace, name) });
  } catch (error) {
    if (error instanceof ApiError && error.code === 404) return undefined;
    throw error;
  }
}

async function notApplied(cluster: ActingOn, name: string): Promise<FollowError> {
  const kinds = [cronWorkflowKind, workflowTemplateKind];
  const lists = await Promise.all(kinds.map((kind) => listNewest(cluster, { kind }).catch(() => [])));
  const known = [...new Set(lists.flat().map((one) => one.name))].sort();
  return new FollowError(
    "cluster-pipeline-not-found",
    `There is no pipeline "${name}" in namespace ${cluster.namespace}.${didYouMean(name, known)}`,
    known.length === 0
      ? "pipewright apply puts it there."
      : `There are: ${known.slice(0, 8).join(", ")}${known.length > 8 ? ", …" : ""}. pipewright apply puts one there.`,
  );
}

/**
 * Checks what a person has said against what a pipeline on a cluster declares.
 * @throws FollowError for an unknown name, a value that is none of the choices, and what has no value at all
 */
export function checkArguments({ name, parameters }: AppliedPipeline, given: Readonly<Record<string, string>>): void {
  const known = parameters.map((one) => one.name);
  const problems = Object.entries(given).flatMap(([said, text]) => {
    const parameter = parameters.find((one) => one.name === said);
    if (parameter === undefined) return [`has no parameter "${said}"${didYouMean(said, known)}`];
    const { enum: choices } = parameter;
    return choices === undefined || choices.includes(text)
      ? []
      : [`wants one of ${choices.join(", ")} for "${said}", got "${text}"`];
  });
  const missing = parameters.filter(
    (one) => given[one.name] === undefined && one.value === undefined && one.default === undefined && one.valueFrom === undefined,
  );
  problems.push(...missing.map((one) => `wants a value for "${one.name}"`));
  if (problems.length === 0) return;
  throw new FollowError(
    "cluster-arguments-wrong",
    `Pipeline "${name}" ${problems.join("; it ")}.`,
    known.length === 0 ? "It takes no parameters." : `It takes: ${known.join(", ")}.`,
  );
}

/** The Workflow that a submission makes; the server gives it its name. */
export function submittedWorkflow({ name, kind, object }: AppliedPipeline, given: Readonly<Record<string, string>>): Workflow {
  const pipeline = fieldsOf(fieldsOf(fieldsOf(object)["metadata"])["labels"])[pipelineLabel];
  const labels = { ...(typeof pipeline === "string" && { [pipelineLabel]: pipeline }) };
  const base = kind === "CronWorkflow" ? scheduledWorkflow(object as CronWorkflow, 0) : undefined;
  const { [cronLabel]: _, ...further } = base?.metadata.labels ?? {};
  const spec = base?.spec ?? { workflowTemplateRef: { name } };
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Workflow",
    metadata: {
      generateName: `${name}-`,
      labels: { ...further, ...(kind === "WorkflowTemplate" && { "workflows.argoproj.io/workflow-template": name }), ...labels },
    },
    spec: withGiven(spec, given),
  };
}

/** A spec with values that a person gave in front of its own. */
export function withGiven(spec: Workflow["spec"], given: Readonly<Record<string, string>>): Workflow["spec"] {
  const names = Object.keys(given);
  if (names.length === 0) return spec;
  const own = spec.arguments?.parameters ?? [];
  const parameters = [
    ...own.map((one) => (given[one.name] === undefined ? one : { ...one, value: given[one.name]! })),
    ...names.filter((name) => !own.some((one) => one.name === name)).map((name) => ({ name, value: given[name]! })),
  ];
  return { ...spec, arguments: { ...spec.arguments, parameters } };
}

/**
 * Makes a Workflow once, also when the answer is lost: it is looked for by a mark of its own before it is made again.
 *
 * @returns its name
 * @throws ApiError, ConnectionError
 */
export async function createOnce({ client, namespace }: ActingOn, workflow: Workflow): Promise<string> {
  const mark = randomUUID();
  const body = JSON.stringify({
    ...workflow,
    metadata: { ...workflow.metadata, namespace, labels: { ...workflow.metadata.labels, [submissionLabel]: mark } },
  });
  for (let tries = 1; ; tries++) {
    try {
      const made = await client.ask<{ readonly metadata: { readonly name: string } }>({
        method: "POST",
        path: pathOf(workflowKind, namespace),
        query: { fieldValidation: "Strict", fieldManager: "pipewright-submit" },
        body,
      });
      return made.metadata.name;
    } catch (error) {
      const isLost =
        error instanceof ConnectionError ? error.mayPass : error instanceof ApiError && [500, 502, 504].includes(error.code);
      if (!isLost || tries >= 3) throw error;
      const [made] = await listNewest({ client, namespace }, { kind: workflowKind, labelSelector: `${submissionLabel}=${mark}` });
      if (made !== undefined) return made.name;
    }
  }
}
