import type { Template, WorkflowStep } from "../../compiler/argo/model.generated.ts";
import { checkArguments } from "./check-arguments.ts";
import { checkHooks } from "./check-hooks.ts";
import { fieldNameProblem } from "./check-names.ts";
import { goJson } from "./go-json.ts";
import { KnownNames, resolveAll } from "./known-names.ts";
import { givenArguments } from "./process-arguments.ts";
import { inside, refuse } from "./refusal.ts";
import { addItem, addOutputs, isCollected } from "./task-names.ts";
import type { TemplateBase } from "./template-base.ts";
import type { Validation } from "./validation.ts";

/**
 * Looks at steps in their order. `names` grows with each: a step sees what stands before it, beside it in its own group too, and that of
 * a loop its items; the controller tells such things apart only when it runs them.
 */
export function checkSteps(template: Template, base: TemplateBase, names: KnownNames, validation: Validation): void {
  const at = `templates.${template.name ?? ""}`;
  if (template.activeDeadlineSeconds !== undefined) refuse(`${at}.activeDeadlineSeconds is only valid for leaf templates`);
  const seen = new Set<string>();
  for (const [index, group] of (template.steps ?? []).entries()) {
    for (const step of group) {
      checkName(`${at}.steps[${index}]`, step.name, seen);
      checkStep(at, `${at}.steps[${index}].${step.name}`, step, { base, names, validation });
    }
  }
}

interface Around {
  readonly base: TemplateBase;
  readonly names: KnownNames;
  readonly validation: Validation;
}

function checkName(at: string, name: string | undefined, seen: Set<string>): void {
  if (!name) refuse(`${at}.name is required`);
  if (seen.has(name)) refuse(`${at}.name '${name}' is not unique`);
  const problem = fieldNameProblem(name);
  if (problem !== undefined) refuse(`${at}.name '${name}' is invalid: ${problem}`);
  seen.add(name);
}

function checkStep(template: string, at: string, step: WorkflowStep, { base, names, validation }: Around): void {
  const own = `steps.${step.name}`;
  names.add(`${own}.status`);
  inside(`${at} `, () => addItem(names, step));
  checkArguments(`${at}.arguments.`, step.arguments);
  const callee = inside(`${at} `, () => validation.check(step, base, validation.anyArguments));
  if (step.hooks?.["exit"] !== undefined || step.onExit) addOutputs(names, own, callee, { collected: false, validation });
  checkHooks(at, step.hooks);
  const inlined = step.inline?.inputs?.parameters?.map(({ name }) => `inputs.parameters.${name}`);
  const seen = inlined === undefined ? names : new KnownNames(inlined, names);
  inside(`${template}.steps `, () => resolveAll(goJson(step, "step"), seen));
  addOutputs(names, own, callee, { collected: isCollected(step), validation });
  inside(`${at} `, () => validation.check(step, base, givenArguments(step.arguments)));
}
