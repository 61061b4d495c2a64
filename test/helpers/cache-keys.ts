import { resolve } from "../../compiler/1-resolve/resolve.ts";
import { check } from "../../compiler/2-check/check.ts";
import { type ArgoObject, lower } from "../../compiler/3-lower/lower.ts";
import type { Template } from "../../compiler/argo/model.generated.ts";
import { tasksOfAll } from "../../compiler/plan/visit-plan.ts";
import type { AnyComponent } from "../../dsl/component.ts";
import type { PipelineNode } from "../../dsl/nodes/pipeline-node.ts";
import { inThisProcess } from "./run-components.ts";
import { runObjects } from "./run-manifest.ts";

/** The variable that carries a key to whoever looks. */
const variable = "CACHE_KEY";

/**
 * Compiles a pipeline, runs its manifest with its own components, and gives the keys by which Argo would know the results of its cached
 * steps, by the parameter `reader` of each, sorted. The keys are what the expressions in the manifest give: each is moved to where a
 * pod sees it, so that nothing is taken from a cache.
 */
export async function cacheKeys(pipeline: PipelineNode): Promise<Readonly<Record<string, readonly string[]>>> {
  const plan = resolve(pipeline);
  const problems = check(plan);
  if (problems.length > 0) throw new Error(problems.map(({ code, message }) => `${code}: ${message}`).join("\n"));
  const images = {
    imageOf: ({ component }: { component: AnyComponent }) => component.spec.name,
    fileUri: () => "",
    sourceText: () => "",
  };
  const components = new Map(tasksOfAll(plan).map(({ component }) => [component.spec.name, component]));
  const keys: Record<string, string[]> = {};
  const play = inThisProcess(components, ({ params }, { container }) => {
    const key = container.env[variable];
    const reader = String(params["reader"]);
    if (key !== undefined) keys[reader] = [...(keys[reader] ?? []), key].sort();
  });
  const ran = await runObjects(lower(plan, { images }).map(withVisibleKeys), play);
  if (ran.phase !== "Succeeded") throw new Error(ran.message);
  return keys;
}

function withVisibleKeys(object: ArgoObject): ArgoObject {
  if (object.kind !== "WorkflowTemplate") return object;
  return { ...object, spec: { ...object.spec, templates: object.spec.templates!.map(withVisibleKey) } };
}

function withVisibleKey({ memoize, ...template }: Template): Template {
  const { container } = template;
  if (memoize === undefined || container === undefined) return template;
  return { ...template, container: { ...container, env: [...(container.env ?? []), { name: variable, value: memoize.key }] } };
}
