import type { Template } from "../compiler/argo/model.generated.ts";
import type { Executor } from "./execution/executor.ts";
import type { RunnableWorkflow } from "./manifest/runnable-workflow.ts";
import { RunError } from "./run-error.ts";

/** Fields of a workflow that change what a run does, and that this runner does not do. */
const unknownSpecFields = [
  "onExit",
  "hooks",
  "synchronization",
  "retryStrategy",
  "templateDefaults",
  "activeDeadlineSeconds",
  "suspend",
  "shutdown",
  "volumeClaimTemplates",
] as const;
/** The same for templates. */
const unknownTemplateFields = [
  "steps",
  "script",
  "containerSet",
  "resource",
  "data",
  "http",
  "plugin",
  "daemon",
  "sidecars",
  "initContainers",
  "memoize",
  "synchronization",
  "timeout",
] as const;
/** What a template does that only a cluster can do yet, in words. */
const foreignWork: Readonly<Record<string, string>> = {
  script: "is a script for an image that is none of Pipewright's",
  containerSet: "runs several containers in one pod",
  resource: "handles an object of a cluster",
  http: "makes a request by Argo's agent",
  data: "lists the artifacts of a cluster's repository",
  plugin: "is for a plugin of Argo's agent",
};
const unknownTaskFields = ["templateRef", "inline", "continueOn", "hooks", "onExit"] as const;

/**
 * Says before anything starts what can't run here: all such templates at once.
 * @throws RunError with a line per problem
 */
export async function preflight(workflow: RunnableWorkflow, executor: Executor): Promise<void> {
  const problems: string[] = unknownSpecFields
    .filter((field) => workflow.spec[field] !== undefined)
    .map((field) => `the workflow uses ${field}`);
  let codeMissing = false;
  for (const template of reachableTemplates(workflow)) {
    const name = `template "${template.name}"`;
    for (const field of unknownTemplateFields)
      if (template[field] !== undefined) problems.push(`${name} ${foreignWork[field] ?? `uses ${field}`}`);
    for (const task of template.dag?.tasks ?? []) {
      for (const field of unknownTaskFields)
        if (task[field] !== undefined) problems.push(`task "${task.name}" of ${name} uses ${field}`);
    }
    if (template.suspend !== undefined && template.suspend.duration === undefined)
      problems.push(`${name} waits for a person's answer`);
    const refusal = template.container === undefined ? undefined : await executor.refusal(template);
    if (refusal !== undefined) {
      codeMissing ||= refusal.isOurs;
      problems.push(`${name}: ${refusal.why}`);
    }
  }
  if (problems.length === 0) return;
  throw new RunError(
    "cannot-run-here",
    `"${workflow.name}" can't run on this machine:\n${problems.map((problem) => `    - ${problem}`).join("\n")}`,
    codeMissing
      ? "The code of a pipeline's images comes into the project with `pipewright compile` or `pipewright run` of its TypeScript file."
      : "A cluster with Argo Workflows runs it: kubectl apply -f.",
  );
}

function reachableTemplates(workflow: RunnableWorkflow): readonly Template[] {
  const found = new Map<string, Template>();
  const open = [workflow.entrypoint];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const template = workflow.templates.get(name);
    if (template === undefined || found.has(name)) continue;
    found.set(name, template);
    for (const task of template.dag?.tasks ?? []) if (task.template !== undefined) open.push(task.template);
  }
  return [...found.values()];
}
