import type { DAGTask, Template } from "../compiler/argo/model.generated.ts";
import { answerFlags } from "./answers/answer-flags.ts";
import { questionParameters } from "./answers/question-parameters.ts";
import type { Executor } from "./execution/executor.ts";
import type { RunnableWorkflow } from "./manifest/runnable-workflow.ts";
import { RunError } from "./run-error.ts";
import { exitHookOf } from "./scheduler/exit-hook.ts";

/** Fields of a workflow that change what a run does, and that this runner does not do. */
const unknownSpecFields = [
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
const unknownTaskFields = ["templateRef", "inline", "continueOn"] as const;

/**
 * Says before anything starts what can't run here: all such templates at once.
 * @throws RunError with a line per problem
 */
export async function preflight(
  workflow: RunnableWorkflow,
  executor: Executor,
  canAnswer: (waiting: Template) => boolean = () => false,
): Promise<void> {
  const problems: string[] = unknownSpecFields
    .filter((field) => workflow.spec[field] !== undefined)
    .map((field) => `the workflow uses ${field}`);
  problems.push(...otherHooks(workflow.spec.hooks).map((hook) => `the workflow uses hooks.${hook}`));
  let codeMissing = false;
  for (const template of reachableTemplates(workflow)) {
    const name = `template "${template.name}"`;
    for (const field of unknownTemplateFields)
      if (template[field] !== undefined) problems.push(`${name} ${foreignWork[field] ?? `uses ${field}`}`);
    for (const task of template.dag?.tasks ?? []) {
      for (const field of unknownTaskFields)
        if (task[field] !== undefined) problems.push(`task "${task.name}" of ${name} uses ${field}`);
      problems.push(...otherHooks(task.hooks).map((hook) => `task "${task.name}" of ${name} uses hooks.${hook}`));
    }
    if (template.suspend !== undefined && template.suspend.duration === undefined && !canAnswer(template))
      problems.push(
        `${name} waits for a person: say ${answerFlags(template.name ?? "", questionParameters(template))}, or run it in a terminal`,
      );
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

/** Hooks but `exit` begin while their task runs, or not at all when it is quick. */
const otherHooks = (hooks: DAGTask["hooks"] = {}): readonly string[] => Object.keys(hooks).filter((name) => name !== "exit");

/** The templates that a run may call. */
export function reachableTemplates(workflow: RunnableWorkflow): readonly Template[] {
  const found = new Map<string, Template>();
  const { onExit, hooks } = workflow.spec;
  const open = [workflow.entrypoint, onExit, hooks?.["exit"]?.template].filter((name) => name !== undefined);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const template = workflow.templates.get(name);
    if (template === undefined || found.has(name)) continue;
    found.set(name, template);
    for (const task of template.dag?.tasks ?? [])
      for (const called of [task.template, exitHookOf(task)?.template]) if (called !== undefined) open.push(called);
  }
  return [...found.values()];
}
