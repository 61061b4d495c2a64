import { durationSeconds } from "../../../dsl/duration.ts";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { PlanTask } from "../../plan/plan.ts";
import { allTasks } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** A name that every shell and Kubernetes take. */
const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Options are what the cluster takes: whole GPUs, times longer than zero, whole numbers of retries.
 * A fraction of a GPU is refused by the API server when the pod is made; a timeout without a unit by Argo.
 */
export const taskOptions: Rule = (plan) => allTasks(plan.steps).flatMap(checkOptions);

function checkOptions(task: PlanTask): readonly Diagnostic[] {
  const { resources, retry, timeout, env, displayName } = task.options;
  const found: Diagnostic[] = [];
  const refuse = (message: string, help?: string) =>
    found.push(diagnostic({ code: "option-wrong", message: `Task "${task.name}": ${message}`, help, at: task.at }));

  if (resources?.gpu !== undefined && !(Number.isInteger(resources.gpu.count) && resources.gpu.count > 0)) {
    refuse(`gpu(${resources.gpu.count}) is no whole number of GPUs.`, "Kubernetes gives out whole devices: gpu(1).");
  }
  if (resources?.cpu !== undefined && !(Number.isFinite(resources.cpu) && resources.cpu > 0))
    refuse(`cpu: ${resources.cpu} is no number of cores.`);
  if (resources?.memory !== undefined && !(Number.isFinite(resources.memory.bytes) && resources.memory.bytes > 0))
    refuse("its memory is no size.");
  const limit = typeof retry === "object" ? retry.limit : retry;
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 0)) refuse(`retry: ${limit} is no number of retries.`);
  const backoff = typeof retry === "object" ? retry.backoff : undefined;
  const times = { timeout, "retry.backoff.duration": backoff?.duration, "retry.backoff.cap": backoff?.cap };
  for (const [name, value] of Object.entries(times)) {
    if (value !== undefined && durationSeconds(value) === undefined)
      refuse(`${name}: ${JSON.stringify(value)} is no length of time.`, 'Write minutes(30), or text such as "6h" or "1h30m".');
  }
  if (displayName?.includes("{{") === true) refuse('its displayName holds "{{", which Argo would execute.');
  if (backoff?.factor !== undefined && !(Number.isInteger(backoff.factor) && backoff.factor >= 1)) {
    refuse(`retry.backoff.factor: ${backoff.factor} is no whole number of at least 1, which is all that Argo takes.`);
  }
  for (const [name, value] of Object.entries(env ?? {})) {
    if (!variableName.test(name)) refuse(`"${name}" is no name of an environment variable.`);
    else if (name.startsWith("PIPEWRIGHT_"))
      refuse(
        `"${name}" is Pipewright's own.`,
        "Variables that begin with PIPEWRIGHT_ tell the container its work; use another name.",
      );
    if (typeof value !== "string") refuse(`the environment variable "${name}" is no text.`);
    else if (value.includes("{{"))
      refuse(
        `the environment variable "${name}" holds "{{", which Argo would execute.`,
        "Pass it as a parameter: parameters arrive as they are.",
      );
  }
  return found;
}
