import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { allSteps, allTasks } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** RFC 1123: what Kubernetes takes as the name of an object and as a label. */
const objectName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
/** The same for a task, whose name must not begin with a digit when others depend on it. */
const taskName = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
/** What Argo takes as a name, an environment variable can carry and TypeScript can write without quotes. */
const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** A CronWorkflow's name gets a time appended, a Workflow's a hash. */
const maxPipelineName = 52;
/** A task's name gets `-2`, `for-each-` and the like. */
const maxComponentName = 50;
/** Methods of what a component call returns. */
const reservedOutputs = new Set(["with", "after", "then"]);

/**
 * Names are what Kubernetes and Argo take.
 *
 * On a cluster a wrong one is refused by the API server (objects), by the controller (parameters), or only when the pod is made
 * (an upper-case template name).
 */
export const names: Rule = (plan) => {
  const found: Diagnostic[] = [];
  const refuse = (code: string, message: string, help: string, at = plan.at) =>
    found.push(diagnostic({ code, message, help, at }));
  if (!objectName.test(plan.name) || plan.name.length > maxPipelineName) {
    refuse(
      "pipeline-name",
      `"${plan.name}" is no name for a pipeline.`,
      `Use at most ${maxPipelineName} lower-case letters, digits and hyphens, such as "${suggest(plan.name)}".`,
    );
  }
  for (const { name } of plan.params) {
    if (!identifier.test(name))
      refuse("parameter-name", `"${name}" is no name for a parameter.`, "Use letters, digits and _, beginning with a letter.");
  }
  for (const { spec, at } of new Set(allTasks(plan.steps).map(({ component }) => component))) {
    if (!taskName.test(spec.name) || spec.name.length > maxComponentName) {
      refuse(
        "component-name",
        `"${spec.name}" is no name for a component.`,
        `Use at most ${maxComponentName} lower-case letters, digits and hyphens, such as "${suggest(spec.name)}".`,
        at,
      );
    }
    for (const name of Object.keys({ ...spec.params, ...spec.inputs, ...spec.outputs })) {
      if (!identifier.test(name))
        refuse(
          "port-name",
          `"${name}" of component "${spec.name}" is no name for a parameter, input or output.`,
          "Use letters, digits and _, beginning with a letter.",
          at,
        );
    }
    for (const name of Object.keys(spec.outputs ?? {})) {
      if (reservedOutputs.has(name))
        refuse(
          "port-name",
          `Component "${spec.name}" can't call an output "${name}": tasks have a method of that name.`,
          "Choose another word.",
          at,
        );
    }
    for (const name of Object.keys(spec.inputs ?? {})) {
      if (Object.hasOwn(spec.params ?? {}, name))
        refuse(
          "port-name",
          `Component "${spec.name}" has an input and a parameter called "${name}".`,
          "Both are arguments of one call; rename one.",
          at,
        );
    }
  }
  for (const step of allSteps(plan.steps)) {
    for (const name of step.kind === "for-each" ? Object.keys(step.results) : []) {
      if (!identifier.test(name))
        refuse(
          "result-name",
          `"${name}" is no name for what "${step.name}" collects.`,
          "Use letters, digits and _, beginning with a letter.",
          step.at,
        );
    }
  }
  return found;
};

function suggest(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  return words.replace(/^-+|-+$/g, "").slice(0, 50) || "taxi-retrain";
}
