import type { Template, TemplateRef } from "../../compiler/argo/model.generated.ts";
import { validateTemplate } from "../../compiler/argo/validate/validate-object.ts";
import { checkTemplate } from "./check-template.ts";
import { goJson } from "./go-json.ts";
import { hasSimpleTag } from "./known-names.ts";
import { holdsPlaceholder } from "./placeholders.ts";
import type { ArgumentsGiver } from "./process-arguments.ts";
import { refuse } from "./refusal.ts";
import type { TemplateBase } from "./template-base.ts";
import { typeOf } from "./template-type.ts";
import type { Validation } from "./validation.ts";

/** Whoever calls a template: a step, a task, the workflow itself. */
export interface Call {
  readonly template?: string;
  readonly templateRef?: TemplateRef;
  readonly inline?: Template;
}

interface Callee {
  readonly template: Template;
  readonly base: TemplateBase;
}

const retryPolicies: ReadonlySet<string | undefined> = new Set([
  "Always",
  "OnError",
  "OnFailure",
  "OnTransientError",
  "",
  undefined,
]);

/**
 * Looks at what is called, with these arguments.
 *
 * @returns undefined for what only a run can tell, because a tag or an input names it
 */
export function checkCall(call: Call, base: TemplateBase, given: ArgumentsGiver, validation: Validation): Template | undefined {
  if (call.inline !== undefined) checkTypes(call.inline);
  const callee = calleeOf(call, base, validation);
  if (callee === undefined) return undefined;
  const { template } = callee;
  if (typeOf(template) === undefined) refuse(`template '${template.name ?? ""}' type is unknown`);
  const policy = template.retryStrategy?.retryPolicy;
  if (!retryPolicies.has(policy)) refuse(`${policy} is not a valid RetryPolicy`);
  checkTemplate(template, callee.base, given, validation);
  return template;
}

/** The API server leaves inline templates open. The controller's own words for what it can't read are not known; it does not run it. */
function checkTypes(inline: Template): void {
  const wrong = validateTemplate(inline).find(({ rule }) => rule === "type");
  if (wrong !== undefined) refuse(`inline: ${wrong.message}`);
}

function calleeOf(
  { template: name, templateRef: ref, inline }: Call,
  base: TemplateBase,
  validation: Validation,
): Callee | undefined {
  if (ref !== undefined) return referred(ref, name, inline, validation);
  const named = name ? base.template(name) : undefined;
  if (name && named === undefined) refuse(`template name '${name}' undefined`);
  const template = inline ?? named;
  return template === undefined ? refuse("failed to get a template") : { template, base };
}

function referred(
  ref: TemplateRef,
  besides: string | undefined,
  inline: Template | undefined,
  validation: Validation,
): Callee | undefined {
  if (besides) refuse("template name cannot be specified with templateRef");
  const { name, template: wanted } = ref;
  if (!name) refuse("resource name is required");
  if (!wanted) refuse("template name is required");
  if (hasSimpleTag(goJson(ref, "ref"))) return undefined;
  const base = validation.library(name, ref.clusterScope);
  const template = inline ?? base?.template(wanted);
  if (base !== undefined && template !== undefined) return { template, base };
  return holdsPlaceholder(wanted) ? undefined : refuse(`template reference ${name}.${wanted} not found`);
}
