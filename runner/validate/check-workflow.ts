import type { Arguments, WorkflowSpec } from "../../compiler/argo/model.generated.ts";
import { checkArguments } from "./check-arguments.ts";
import { checkCall } from "./check-call.ts";
import { checkHooks } from "./check-hooks.ts";
import { checkFieldNames, isParameter } from "./check-names.ts";
import { anyGlobalOutput } from "./known-names.ts";
import { type ArgumentsGiver, givenArguments } from "./process-arguments.ts";
import { inside, refuse } from "./refusal.ts";
import { type TemplateBase, templateBase } from "./template-base.ts";
import type { TemplateSource } from "./template-source.ts";
import { Validation } from "./validation.ts";

/** A workflow by itself: its own name, labels and annotations, and its spec as it is written. */
export interface WorkflowToCheck {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spec: WorkflowSpec;
}

const mostCharacters = 63;

/** Looks at a workflow as the controller does before it runs anything: arguments, entrypoint, exit handler, and then every template. */
export function checkWorkflow(workflow: WorkflowToCheck, source: TemplateSource): void {
  const { name } = workflow;
  if (name.length > mostCharacters)
    refuse(`workflow name "${name}" must not be more than ${mostCharacters} characters long (currently ${name.length})`);
  const validation = new Validation(source, checkCall);
  const local = templateBase("Workflow", name, workflow);
  const { spec } = local;
  const ref = spec.workflowTemplateRef;
  if (ref !== undefined && (spec.templates?.length ?? 0) > 0)
    refuse("Templates is invalid field in spec if workflow referred WorkflowTemplate reference");
  const base = ref === undefined ? local : (validation.library(ref.name ?? "", ref.clusterScope) as TemplateBase);
  inside("spec.templates", () => checkFieldNames(spec.templates));
  const given = ref === undefined ? (spec.arguments ?? {}) : joined(spec.arguments, base.spec.arguments);
  checkArguments("spec.arguments.", given);
  addGlobals(workflow, spec, base, given, validation);
  const entrypoint = spec.entrypoint || base.spec.entrypoint;
  if (!entrypoint) refuse("spec.entrypoint is required");
  const check = (template: string, args: ArgumentsGiver): void => {
    const called = { name: ref?.name ?? "", template, ...(ref?.clusterScope && { clusterScope: true }) };
    validation.check(ref === undefined ? { template } : { templateRef: called }, local, args);
  };
  check(entrypoint, givenArguments(given));
  const onExit = spec.onExit || base.spec.onExit;
  if (onExit) {
    validation.addGlobal("workflow.failures");
    if ([...(spec.templates ?? []), ...(base.spec.templates ?? [])].some(exportsUnknown))
      validation.addGlobal(anyGlobalOutput.artifacts);
    // Arguments that only the referred template has do not count here.
    check(onExit, givenArguments(spec.arguments));
  }
  checkHooks("hooks", spec.hooks);
  for (const { name: template = "" } of base.spec.templates ?? [])
    inside(`templates.${template} `, () => check(template, validation.anyArguments));
}

/** The workflow's own arguments win over those of the template that it refers to. */
function joined(own: Arguments = {}, referred: Arguments = {}): Arguments {
  return { parameters: union(own.parameters, referred.parameters), artifacts: union(own.artifacts, referred.artifacts) };
}

function union<T extends { readonly name: string }>(first: readonly T[] = [], second: readonly T[] = []): readonly T[] {
  const byName = new Map<string, T>();
  for (const item of [...first, ...second]) if (!byName.has(item.name)) byName.set(item.name, item);
  return [...byName.values()];
}

function addGlobals(
  { labels, annotations }: WorkflowToCheck,
  spec: WorkflowSpec,
  base: TemplateBase,
  { parameters = [] }: Arguments,
  validation: Validation,
): void {
  const known = ["name", "namespace", "mainEntrypoint", "serviceAccountName", "uid", "status", "annotations", "labels"];
  known.push("annotations.json", "labels.json", ...(parameters.length > 0 ? ["parameters", "parameters.json"] : []));
  const metadata = [{ labels, annotations }, spec.workflowMetadata, base.spec.workflowMetadata];
  for (const one of metadata) {
    known.push(...Object.keys(one?.annotations ?? {}).map((key) => `annotations.${key}`));
    known.push(...Object.keys({ ...one?.labels, ...labelsFrom(one) }).map((key) => `labels.${key}`));
  }
  for (const name of known) validation.addGlobal(`workflow.${name}`);
  for (const { name, value } of parameters)
    validation.globals.set(`workflow.parameters.${name}`, value ?? validation.placeholder());
  if (spec.priority !== undefined) validation.globals.set("workflow.priority", `${spec.priority}`);
}

const labelsFrom = (metadata: object | undefined): object | undefined =>
  (metadata as { readonly labelsFrom?: object } | undefined)?.labelsFrom;

/** Whether a template has a global output of a name that only a run knows. */
const exportsUnknown = ({
  outputs,
}: {
  readonly outputs?: { readonly artifacts?: readonly { readonly globalName?: string }[] };
}): boolean => outputs?.artifacts?.some(({ globalName }) => globalName !== undefined && isParameter(globalName)) === true;
