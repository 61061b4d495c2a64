import { createHash } from "node:crypto";
import type { CronWorkflow, Parameter, Workflow, WorkflowSpec, WorkflowTemplate } from "../argo/model.generated.ts";
import { neededDigests } from "../plan/digests.ts";
import type { Plan, PlanParam } from "../plan/plan.ts";
import { outerBodies } from "../plan/visit-plan.ts";
import { lowerBody } from "./body.ts";
import { exitTemplate, lowerExits } from "./exit.ts";
import { keptOutputs } from "./kept-outputs.ts";
import { keysOf } from "./keys.ts";
import type { Images, Lowering } from "./lowering.ts";
import { namesOf } from "./names-of.ts";
import { claimTemplates, type ResourceClaimTemplate } from "./options/device-claims.ts";
import type { WorkflowContext } from "./options/template-options.ts";
import { workflowOptions, workflowVolumes } from "./options/workflow-options.ts";
import { rootScope } from "./scope.ts";
import { splitPlan } from "./split/split-plan.ts";
import { splitTemplate } from "./split/split-template.ts";
import { TemplateRegistry } from "./template-registry.ts";
import { withoutAgentsWait } from "./wait-hardening.ts";

/** What a manifest holds: Argo's objects, and those of Kubernetes that their pods name. */
export type ArgoObject = WorkflowTemplate | Workflow | CronWorkflow | ResourceClaimTemplate;

export interface LowerOptions {
  readonly images: Images;
  /** What this run is told, by parameter, in the form in which people give it. */
  readonly args?: Readonly<Record<string, string>>;
}

/** The name of the entry template. */
const entrypoint = "main";

/** A run that was due while the controller was down is made up within an hour. */
const startingDeadlineSeconds = 3600;

/**
 * A plan as Argo objects: a WorkflowTemplate that holds everything, and beside it what starts runs of it. That is a CronWorkflow for
 * a pipeline with a schedule; else a Workflow whose name says what it runs, so that applying the same file again changes nothing and a
 * changed one starts a new run; and nothing when a parameter is still to be said.
 */
export function lower(whole: Plan, { images, args = {} }: LowerOptions): readonly ArgoObject[] {
  const plan = splitPlan(whole, neededDigests(whole));
  const digestsOf = neededDigests(plan);
  const labels = { "pipewright.dev/pipeline": plan.name };
  const names = namesOf(plan);
  const params = new Map(plan.params.map((param) => [param.name, param]));
  const keys = keysOf(outerBodies(plan).flat(), {}, new Map(), names);
  const context: WorkflowContext = { pipeline: plan.name, profile: plan.profile, workflowVolumes: workflowVolumes(plan.options) };
  const lowering: Lowering = {
    images,
    templates: new TemplateRegistry([entrypoint, exitTemplate]),
    workflow: context,
    parameters: params,
    names,
    keys,
    digests: digestsOf(plan),
    digestsOf,
    kept: keptOutputs(plan),
  };
  const tasks = lowerBody(plan.steps, rootScope(plan.steps, params, names), lowering);
  const exit = lowerExits(plan, params, lowering, lowerBody);
  const parameters = plan.params.map((param) => workflowParameter(param, undefined));
  const written: WorkflowSpec = {
    entrypoint,
    ...(exit && { onExit: exitTemplate }),
    ...(parameters.length > 0 && { arguments: { parameters } }),
    ...workflowOptions(plan.options, labels),
    templates: [{ name: entrypoint, dag: { tasks } }, ...(exit ? [exit] : []), ...lowering.templates.templates],
  };
  const spec = withoutAgentsWait(written, plan);
  const template: WorkflowTemplate = {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "WorkflowTemplate",
    metadata: {
      name: plan.name,
      labels,
      ...(plan.description !== undefined && { annotations: { "workflows.argoproj.io/description": plan.description } }),
    },
    spec,
  };
  const given = plan.params
    .filter(({ name }) => Object.hasOwn(args, name))
    .map((param) => workflowParameter(param, args[param.name]));
  const missing = plan.params.some(({ name, defaultText }) => defaultText === undefined && !Object.hasOwn(args, name));
  const parts = [...splitTemplate(template), ...claimTemplates(whole, labels)];
  if (missing) return parts;
  return [...parts, plan.schedule === undefined ? workflow(plan, labels, spec, given) : cronWorkflow(plan, labels, given)];
}

function workflow(
  plan: Plan,
  labels: Readonly<Record<string, string>>,
  spec: WorkflowSpec,
  given: readonly Parameter[],
): Workflow {
  const content = createHash("sha256")
    .update(JSON.stringify([spec, given])) // the lowering writes keys in one order
    .digest("hex")
    .slice(0, 10);
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Workflow",
    metadata: { name: `${plan.name}-${content}`, labels },
    spec: { workflowTemplateRef: { name: plan.name }, ...(given.length > 0 && { arguments: { parameters: given } }) },
  };
}

function cronWorkflow(plan: Plan, labels: Readonly<Record<string, string>>, given: readonly Parameter[]): CronWorkflow {
  const { cron, timezone, concurrency } = plan.schedule!;
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "CronWorkflow",
    metadata: { name: plan.name, labels },
    spec: {
      schedules: [cron],
      timezone,
      concurrencyPolicy: ({ allow: "Allow", forbid: "Forbid", replace: "Replace" } as const)[concurrency],
      startingDeadlineSeconds,
      workflowMetadata: { labels },
      workflowSpec: { workflowTemplateRef: { name: plan.name }, ...(given.length > 0 && { arguments: { parameters: given } }) },
    },
  };
}

function workflowParameter(param: PlanParam, value: string | undefined): Parameter {
  const { name, description, defaultText, choices } = param;
  const given = value ?? defaultText;
  return {
    name,
    ...(description !== undefined && { description }),
    ...(choices && { enum: choices }),
    ...(given !== undefined && { value: given }),
  };
}
