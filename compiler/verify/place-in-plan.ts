import type { FieldPath } from "../argo/validate/schema-issue.ts";
import type { Plan, PlanStep } from "../plan/plan.ts";
import { plansOf, stepsOf } from "../plan/visit-plan.ts";

interface WrittenTask {
  readonly name?: unknown;
  readonly template?: unknown;
  readonly templateRef?: { readonly name?: unknown; readonly template?: unknown };
}
interface WrittenTemplate {
  readonly name?: unknown;
  readonly dag?: { readonly tasks?: readonly WrittenTask[] };
}
interface WrittenObject {
  readonly metadata?: { readonly name?: unknown };
  readonly spec?: { readonly templates?: readonly WrittenTemplate[] };
}

/** A template, wherever the manifest has it. */
interface Home {
  readonly object: WrittenObject;
  readonly template: unknown;
}

/**
 * The author's step that a place of the manifest was made of: the task of the DAG that the place lies in, or else who calls the template
 * around it, however many templates and objects lie between. Undefined for what belongs to the pipeline as a whole.
 *
 * @param path inside of `object`
 * @param objects all of the manifest
 */
export function stepOfPath(
  plan: Plan,
  object: unknown,
  path: FieldPath,
  objects: readonly unknown[] = [object],
): PlanStep | undefined {
  const [spec, list, index, dag, tasks, taskIndex] = path;
  if (spec !== "spec" || list !== "templates" || typeof index !== "number") return undefined;
  const here = (object as WrittenObject).spec?.templates?.[index];
  const steps = stepsByName(plan);
  const own = dag === "dag" && tasks === "tasks" && typeof taskIndex === "number" ? here?.dag?.tasks?.[taskIndex] : undefined;
  return steps.get(String(own?.name)) ?? callerOf({ object: object as WrittenObject, template: here?.name }, objects, steps);
}

/** Steps of equal names in several plans: the first that was written. */
const stepsByName = (plan: Plan): ReadonlyMap<string, PlanStep> =>
  new Map(
    plansOf(plan)
      .flatMap(stepsOf)
      .reverse()
      .map((step) => [step.name, step]),
  );

/** The nearest step that leads to a template, looking outwards. */
function callerOf(start: Home, objects: readonly unknown[], steps: ReadonlyMap<string, PlanStep>): PlanStep | undefined {
  const open: Home[] = [start];
  for (const wanted of open) {
    for (const object of objects as readonly WrittenObject[]) {
      for (const { name, dag } of object.spec?.templates ?? []) {
        for (const task of dag?.tasks ?? []) {
          if (!calls(task, object, wanted)) continue;
          const step = steps.get(String(task.name));
          if (step !== undefined) return step;
          if (!open.some((home) => home.object === object && home.template === name)) open.push({ object, template: name });
        }
      }
    }
  }
  return undefined;
}

const calls = ({ template, templateRef }: WrittenTask, caller: WrittenObject, wanted: Home): boolean =>
  templateRef === undefined
    ? caller === wanted.object && template === wanted.template
    : templateRef.name === wanted.object.metadata?.name && templateRef.template === wanted.template;
