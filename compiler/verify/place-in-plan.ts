import type { FieldPath } from "../argo/validate/schema-issue.ts";
import type { Plan, PlanStep } from "../plan/plan.ts";
import { plansOf, stepsOf } from "../plan/visit-plan.ts";

interface DagTask {
  readonly name?: unknown;
  readonly template?: unknown;
}
interface WrittenTemplate {
  readonly name?: unknown;
  readonly dag?: { readonly tasks?: readonly DagTask[] };
}

/**
 * The author's step that a place of the manifest was made of: the task of the DAG that the place lies in, or else who calls the template
 * around it, however many templates lie between. Undefined for what belongs to the pipeline as a whole.
 */
export function stepOfPath(plan: Plan, object: unknown, path: FieldPath): PlanStep | undefined {
  const [spec, list, index, dag, tasks, taskIndex] = path;
  if (spec !== "spec" || list !== "templates" || typeof index !== "number") return undefined;
  const templates = templatesOf(object);
  const steps = new Map(
    plansOf(plan)
      .flatMap(stepsOf)
      .reverse()
      .map((step) => [step.name, step]),
  );
  const here = templates[index];
  if (dag === "dag" && tasks === "tasks" && typeof taskIndex === "number") {
    const step = steps.get(String(here?.dag?.tasks?.[taskIndex]?.name));
    if (step !== undefined) return step;
  }
  const seen = new Set<unknown>();
  const open = [here?.name];
  for (let name = open.shift(); name !== undefined; name = open.shift()) {
    if (seen.has(name)) continue;
    seen.add(name);
    for (const caller of templates) {
      for (const task of caller.dag?.tasks ?? []) {
        if (task.template !== name) continue;
        const step = steps.get(String(task.name));
        if (step !== undefined) return step;
        open.push(caller.name);
      }
    }
  }
  return undefined;
}

function templatesOf(object: unknown): readonly WrittenTemplate[] {
  const { spec } = object as { readonly spec?: { readonly templates?: readonly WrittenTemplate[] } };
  return spec?.templates ?? [];
}
