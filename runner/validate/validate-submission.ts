import type { CronWorkflow, ObjectMeta, WorkflowSpec } from "../../compiler/argo/model.generated.ts";
import { serverMessage } from "../../compiler/argo/validate/server-message.ts";
import { serverLabelValueWords } from "../../compiler/argo/validate/server-metadata-line.ts";
import { validateObject } from "../../compiler/argo/validate/validate-object.ts";
import { checkCron } from "./check-cron.ts";
import { checkWorkflow } from "./check-workflow.ts";
import { withoutNumbers } from "./placeholders.ts";
import { type Refusal, Refused } from "./refusal.ts";
import { libraryKind } from "./template-base.ts";
import type { TemplateSource } from "./template-source.ts";
import { withoutNulls } from "./without-nulls.ts";

/** An object of a manifest, of whatever shape it may be. */
type Submitted = unknown;

/**
 * Why a cluster would not run a workflow: the words of the API server, or of the controller at its first look.
 *
 * @param source the WorkflowTemplates and ClusterWorkflowTemplates that it may refer to
 * @param workflow a Workflow, or a CronWorkflow: any value, as it was read
 * @returns undefined for what would be run
 * @example validateSubmission({ templateOf: () => undefined }, { apiVersion, kind: "Workflow", metadata, spec: {} })
 * // => "invalid spec: spec.entrypoint is required"
 */
export function validateSubmission(source: TemplateSource, workflow: Submitted): string | undefined {
  return refusalOf(source, workflow)?.message;
}

/** The same, with who it is that refuses, and what becomes of the workflow. */
export function refusalOf(source: TemplateSource, workflow: Submitted): Refusal | undefined {
  return refusalByServer(workflow) ?? refusalByController(source, workflow);
}

/** Why the API server would not store an object of Argo's: one of any kind, a template too. */
export function refusalByServer(object: Submitted): Refusal | undefined {
  const message = serverMessage(object, validateObject(object));
  return message === undefined ? undefined : Object.freeze({ by: "api", phase: undefined, message });
}

interface Stored {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly spec: WorkflowSpec;
}

/**
 * Why the controller would not run a workflow that the API server has stored. Templates alone it does not look at.
 */
export function refusalByController(source: TemplateSource, workflow: Submitted): Refusal | undefined {
  const { apiVersion, kind, metadata, spec } = withoutNulls(workflow) as Stored;
  if (apiVersion !== "argoproj.io/v1alpha1") return undefined;
  if (kind === "CronWorkflow")
    return refused(undefined, "", () => checkCron({ metadata, spec } as unknown as CronWorkflow, source));
  if (kind !== "Workflow") return undefined;
  const { name = `${metadata.generateName ?? ""}xxxxx`, labels = {}, annotations = {} } = metadata;
  return (
    missingTemplate(source, spec) ??
    refused("Failed", "invalid spec: ", () => checkWorkflow({ name, labels, annotations, spec }, source)) ??
    wrongLabel(source, spec)
  );
}

function refused(phase: Refusal["phase"], prefix: string, check: () => void): Refusal | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return Object.freeze({ by: "controller", phase, message: prefix + withoutNumbers(error.message) });
  }
}

const inError = (message: string): Refusal => Object.freeze({ by: "controller", phase: "Error", message });

/** A workflow whose template is nowhere is not even looked at. */
function missingTemplate(source: TemplateSource, { workflowTemplateRef: ref }: WorkflowSpec): Refusal | undefined {
  if (ref === undefined || source.templateOf(libraryKind(ref), ref.name ?? "") !== undefined) return undefined;
  return inError(`${libraryKind(ref).toLowerCase()}.argoproj.io "${ref.name ?? ""}" not found`);
}

/** The labels that a spec gives its workflow, which no API server has looked at. */
function wrongLabel(source: TemplateSource, { workflowMetadata, workflowTemplateRef: ref }: WorkflowSpec): Refusal | undefined {
  const referred = ref === undefined ? undefined : source.templateOf(libraryKind(ref), ref.name ?? "")?.spec.workflowMetadata;
  for (const [label, value] of Object.entries({ ...referred?.labels, ...workflowMetadata?.labels })) {
    // Tags in it have their values by then.
    const words = value.includes("{{") ? undefined : serverLabelValueWords(value);
    if (words !== undefined) return inError(`invalid label value "${value}" for label "${label}": ${words}`);
  }
  return undefined;
}
