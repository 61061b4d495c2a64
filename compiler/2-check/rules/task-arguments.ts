import type { ArtifactType } from "../../../dsl/artifact.ts";
import type { ArgNode } from "../../../dsl/nodes/pipeline-node.ts";
import type { Json } from "../../../dsl/nodes/ref-node.ts";
import { didYouMean } from "../../../util/did-you-mean.ts";
import { issuesText } from "../../../util/issues-text.ts";
import { encodeWire, wireLimitBytes } from "../../../util/wire-form.ts";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { PlanTask } from "../../plan/plan.ts";
import { allTasks } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";
import { isJson } from "../is-json.ts";

/**
 * Every task gets what its component wants: known names, each input an artifact of its type, each constant a value that its
 * schema takes. The editor says the same; this is for JavaScript and for what types can't say.
 */
export const taskArguments: Rule = (plan) => allTasks(plan.steps).flatMap(checkTask);

function checkTask(task: PlanTask): readonly Diagnostic[] {
  const { spec } = task.component;
  const params = spec.params ?? {};
  const inputs = spec.inputs ?? {};
  const found: Diagnostic[] = [];
  const refuse = (code: string, message: string, help?: string) => found.push(diagnostic({ code, message, help, at: task.at }));
  const known = [...Object.keys(params), ...Object.keys(inputs)];

  for (const name of Object.keys(task.args)) {
    if (!known.includes(name))
      refuse(
        "unknown-argument",
        `"${name}" is no parameter or input of "${spec.name}".${didYouMean(name, known)}`,
        `It has: ${known.join(", ") || "none"}.`,
      );
  }
  for (const [name, type] of Object.entries(inputs)) {
    const problem = inputProblem(type, task.args[name]);
    if (problem !== undefined)
      refuse(problem.code, `Task "${task.name}": input "${name}" wants ${type.name}, got ${problem.got}.`);
  }
  for (const [name, schema] of Object.entries(params)) {
    const arg = task.args[name];
    if (arg === undefined) {
      if (!schema.safeParse(undefined).success)
        refuse("parameter-missing", `Task "${task.name}" lacks the parameter "${name}" of "${spec.name}".`);
    } else if (arg.kind === "artifact") {
      refuse(
        "parameter-wrong-kind",
        `Task "${task.name}": parameter "${name}" wants a value, got the artifact ${arg.artifact.type}.`,
      );
    } else if (arg.value.kind === "constant") {
      const problem = constantProblem(arg.value.value, (value) => {
        const { error } = schema.safeParse(value);
        return error && issuesText(error.issues);
      });
      if (problem !== undefined) refuse(problem.code, `Task "${task.name}": parameter "${name}" ${problem.text}.`, problem.help);
    }
  }
  return found;
}

function inputProblem(type: ArtifactType, arg: ArgNode | undefined): { readonly code: string; readonly got: string } | undefined {
  if (arg === undefined) return { code: "input-missing", got: "nothing" };
  if (arg.kind === "value") return { code: "input-wrong-kind", got: "a value" };
  return arg.artifact.type === type.name ? undefined : { code: "input-wrong-artifact", got: arg.artifact.type };
}

interface ConstantProblem {
  readonly code: string;
  readonly text: string;
  readonly help?: string;
}

function constantProblem(value: Json, parse: (value: Json) => string | undefined): ConstantProblem | undefined {
  const text = JSON.stringify(value);
  if (text === undefined || JSON.stringify(JSON.parse(text)) !== text || !isJson(value)) {
    return {
      code: "parameter-no-json",
      text: "is no JSON value, and nothing else travels to a container",
      help: "Pass text, numbers, truth values, lists and plain objects.",
    };
  }
  const issues = parse(value);
  if (issues !== undefined)
    return {
      code: "parameter-wrong-type",
      text: `wants another value: ${issues}, got ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`,
    };
  const bytes = Buffer.byteLength(encodeWire(value));
  if (bytes > wireLimitBytes) {
    return {
      code: "parameter-too-long",
      text: `is ${bytes} bytes long; values end at ${wireLimitBytes}`,
      help: 'Put it into a file of the project and pass file("…").',
    };
  }
  return undefined;
}
