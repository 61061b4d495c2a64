import { type Json, listOf, recordOf, textOf } from "../../argo/yaml/json.ts";
import type { Port } from "../manifest/ports.ts";
import type { TaskView } from "../manifest/task-view.ts";
import type { TemplateView } from "../manifest/template-view.ts";
import { type Variables, variablesOf } from "./variables.ts";

const named = (ports: readonly Port[], make: (name: string) => string): readonly string[] =>
  ports.flatMap(({ name }) => (name === undefined ? [] : [make(name)]));

/** A template's own inputs, and what only its pod has. */
export function ownVariables(template: TemplateView): Variables {
  const { inputs, outputs, isPod, type } = template;
  const texts = ["inputs.parameters", "inputs.artifacts", ...named(inputs.parameters, (name) => `inputs.parameters.${name}`)];
  const values = named(inputs.artifacts, (name) => `inputs.artifacts.${name}`);
  if (isPod) {
    texts.push("pod.name", ...retryNames, ...named(inputs.artifacts, (name) => `inputs.artifacts.${name}.path`));
    texts.push(...named(outputs.parameters, (name) => `outputs.parameters.${name}.path`));
    texts.push(...named(outputs.artifacts, (name) => `outputs.artifacts.${name}.path`));
  } else texts.push(...retryNames);
  if (type === "http") texts.push("request.method", "request.url", "request.body", "response.body");
  return variablesOf(texts, type === "http" ? ["request", "response"] : [], values);
}

const retryNames = ["retries", "lastRetry.exitCode", "lastRetry.status", "lastRetry.duration", "lastRetry.message"];

/** What a template's metrics know of it when it has ended. */
export function metricVariables(template: TemplateView): Variables {
  const texts = [
    "status",
    "duration",
    "exitCode",
    "outputs.result",
    "workflow.duration",
    "resourcesDuration.cpu",
    "resourcesDuration.memory",
  ];
  return variablesOf(
    [...texts, ...named(template.outputs.parameters, (name) => `outputs.parameters.${name}`)],
    ["resourcesDuration"],
  );
}

/** What others may name of a task, without its name: `status`, `outputs.parameters.x`. Anything where its template is not here. */
export function taskFacts(callee: TemplateView | undefined, isLoop: boolean): Variables {
  const texts = ["id", "status", "startedAt", "finishedAt", "hostNodeName"];
  if (callee === undefined) return variablesOf([...texts, "exitCode", "ip"], ["outputs"]);
  if (callee.body["daemon"] === true) texts.push("ip");
  if (callee.hasResult && hasMain(callee)) texts.push("outputs.result", "exitCode");
  if (isLoop) texts.push("outputs.parameters");
  texts.push(...named(callee.outputs.parameters, (name) => `outputs.parameters.${name}`));
  return variablesOf(
    texts,
    [],
    named(callee.outputs.artifacts, (name) => `outputs.artifacts.${name}`),
  );
}

/** Of a containerSet only the container "main" gives a result. */
function hasMain({ type, body }: TemplateView): boolean {
  if (type !== "containerSet") return true;
  return listOf(recordOf(body["containerSet"])["containers"]).some((one) => textOf(recordOf(one)["name"]) === "main");
}

/** The items of a loop, as far as the manifest shows them. */
export function itemVariables(task: TaskView): Variables | undefined {
  if (task.loops.length === 0) return undefined;
  if (task.body["withParam"] !== undefined) return variablesOf([], ["item"]);
  if (task.body["withSequence"] !== undefined) return variablesOf(["item"]);
  const items = listOf(task.body["withItems"]);
  const keys = new Set(items.flatMap((item) => (isMapping(item) ? Object.keys(item as object) : [])));
  const isOpen = items.some((item) => typeof item === "string" && item.includes("{{"));
  return variablesOf(["item", ...[...keys].map((key) => `item.${key}`)], isOpen ? ["item"] : []);
}

const isMapping = (value: Json): boolean => typeof value === "object" && value !== null && !Array.isArray(value);
