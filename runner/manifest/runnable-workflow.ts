import type { Parameter, Template, WorkflowSpec } from "../../compiler/argo/model.generated.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { RunError } from "../run-error.ts";
import { callableTemplates } from "./callable-templates.ts";
import type { ArgoObject } from "./read-manifest.ts";

/** One run's worth of Argo objects: references resolved, arguments filled in. */
export interface RunnableWorkflow {
  readonly name: string;
  /** The pipeline that it belongs to, or its own name. */
  readonly pipeline: string;
  readonly namespace: string;
  readonly entrypoint: string;
  readonly templates: ReadonlyMap<string, Template>;
  readonly parameters: ReadonlyMap<string, string>;
  readonly spec: WorkflowSpec;
}

/**
 * Puts together what one run needs: the Workflow, or what a CronWorkflow would submit, or else the WorkflowTemplate, with the
 * template that it refers to.
 *
 * @param args parameters of this run, by name; they win over the manifest's
 * @throws RunError when something that is referred to is not there, or a parameter is unknown, missing or outside its enum
 */
export function runnableWorkflow(objects: readonly ArgoObject[], args: Readonly<Record<string, string>> = {}): RunnableWorkflow {
  const start = startOf(objects);
  const own = start.kind === "CronWorkflow" ? start.spec.workflowSpec : start.spec;
  const spec = own.workflowTemplateRef === undefined ? own : mergeSpecs(referredSpec(objects, own.workflowTemplateRef.name), own);
  const name = start.metadata.name ?? `${start.metadata.generateName ?? "workflow-"}local`;
  if (spec.entrypoint === undefined) throw new RunError("no-entrypoint", `${start.kind} "${name}" names no entrypoint.`);
  const templates = callableTemplates(spec, objects);
  if (!templates.has(spec.entrypoint))
    throw new RunError(
      "no-entrypoint",
      `The entrypoint "${spec.entrypoint}" of "${name}" is no template of it.${didYouMean(spec.entrypoint, [...templates.keys()])}`,
    );
  return {
    name,
    pipeline: start.metadata.labels?.["pipewright.dev/pipeline"] ?? name,
    namespace: start.metadata.namespace ?? "default",
    entrypoint: spec.entrypoint,
    templates,
    parameters: parameterValues(spec.arguments?.parameters ?? [], args),
    spec,
  };
}

/** A WorkflowTemplate without an entrypoint holds templates for others. */
const isLibrary = ({ kind, spec }: ArgoObject): boolean =>
  kind === "WorkflowTemplate" && (spec as WorkflowSpec).entrypoint === undefined;

function startOf(objects: readonly ArgoObject[]): ArgoObject {
  for (const kind of ["Workflow", "CronWorkflow", "WorkflowTemplate"]) {
    const found = objects.filter((object) => object.kind === kind && !isLibrary(object));
    if (found.length > 1)
      throw new RunError(
        "several-workflows",
        `The manifest holds ${found.length} objects of kind ${kind}: ${found.map(({ metadata }) => `"${metadata.name}"`).join(", ")}.`,
        "Put the one to run into a file of its own.",
      );
    if (found[0] !== undefined) return found[0];
  }
  throw new RunError("manifest-not-argo", "The manifest holds no Argo workflow.");
}

function referredSpec(objects: readonly ArgoObject[], name: string | undefined): WorkflowSpec {
  const found = objects.find((object) => object.kind === "WorkflowTemplate" && object.metadata.name === name);
  if (found === undefined || found.kind !== "WorkflowTemplate")
    throw new RunError(
      "template-not-here",
      `The WorkflowTemplate "${name}" is not in the manifest.`,
      "Put it into the same file.",
    );
  return found.spec;
}

/** A Workflow's own fields win over those of the template that it refers to; arguments are merged by name. */
function mergeSpecs(template: WorkflowSpec, own: WorkflowSpec): WorkflowSpec {
  const parameters = new Map((template.arguments?.parameters ?? []).map((parameter) => [parameter.name, parameter]));
  for (const parameter of own.arguments?.parameters ?? [])
    parameters.set(parameter.name, { ...parameters.get(parameter.name), ...parameter });
  return { ...template, ...own, arguments: { ...template.arguments, ...own.arguments, parameters: [...parameters.values()] } };
}

function parameterValues(declared: readonly Parameter[], args: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const names = declared.map(({ name }) => name);
  for (const name of Object.keys(args)) {
    if (!names.includes(name))
      throw new RunError(
        "run-parameter-unknown",
        `The manifest has no parameter "${name}".${didYouMean(name, names)}`,
        names.length === 0 ? "It has none." : `It has: ${names.join(", ")}.`,
      );
  }
  return new Map(
    declared.map((parameter) => {
      const value = args[parameter.name] ?? parameter.value ?? parameter.default;
      if (value === undefined)
        throw new RunError(
          "run-parameter-missing",
          `Parameter "${parameter.name}" has no value.`,
          `Say it: -p ${parameter.name}=…`,
        );
      if (parameter.enum !== undefined && !parameter.enum.includes(value)) {
        throw new RunError(
          "run-parameter-wrong",
          `Parameter "${parameter.name}" wants one of ${parameter.enum.join(", ")}, got "${value}".${didYouMean(value, parameter.enum)}`,
        );
      }
      return [parameter.name, value];
    }),
  );
}
