import type { Names } from "../words/expression-words.ts";
import { valueWords } from "../words/value-words.ts";
import type { Facts, PipelineFacts } from "./facts.ts";
import { flatten } from "./flatten.ts";
import { isRecord, type JsonRecord, recordOf, recordsOf, textOf } from "./json-record.ts";
import { type FindTemplate, type Rename, readSteps } from "./read-steps.ts";
import { labelOf } from "./template-facts.ts";

/** An Argo object of any version; what it holds is found out by looking. */
export type ManifestObject = Readonly<Record<string, unknown>>;

const noNames: Names = { step: (name) => name, input: (name) => name };
const sameName: Rename = (path) => path.slice(path.lastIndexOf("/") + 1);

/**
 * What the Argo objects of one pipeline mean: a WorkflowTemplate or several, or a Workflow or CronWorkflow that holds everything, and what
 * starts it.
 * @param rename what a step is called where others read from it, by its path
 */
export function readPipeline(objects: readonly ManifestObject[], rename: Rename = sameName): PipelineFacts {
  const starter = objects.find(({ kind }) => kind === "CronWorkflow" || kind === "Workflow");
  const started = starter?.["kind"] === "CronWorkflow" ? recordOf(starter, "spec", "workflowSpec") : recordOf(starter, "spec");
  const referred = textOf(recordOf(started, "workflowTemplateRef")["name"]);
  const templates = objects.filter(({ kind }) => kind === "WorkflowTemplate" || kind === "ClusterWorkflowTemplate");
  const whole =
    templates.find((template) => nameOf(template) === referred) ??
    templates.find((template) => recordOf(template, "spec")["entrypoint"] !== undefined) ??
    templates[0];
  const main = Array.isArray(started["templates"]) ? undefined : whole;
  const spec = main === undefined ? started : recordOf(main, "spec");
  const { find, entry } = templatesOf(spec, templates);
  return {
    name: nameOf(main ?? starter ?? {}),
    parameters: parametersOf(spec, main === undefined ? {} : started),
    schedule: starter?.["kind"] === "CronWorkflow" ? scheduleOf(recordOf(starter, "spec")) : new Map(),
    options: optionsOf(spec, starter, main),
    steps: entry === undefined ? [] : readSteps(entry, find, rename),
  };
}

const nameOf = (object: ManifestObject): string => {
  const { name, generateName } = recordOf(object, "metadata");
  return textOf(name) ?? textOf(generateName) ?? "";
};

function templatesOf(
  spec: JsonRecord,
  others: readonly ManifestObject[],
): { readonly find: FindTemplate; readonly entry: JsonRecord | undefined } {
  const byName = (from: JsonRecord) =>
    new Map(recordsOf(from["templates"]).map((template) => [String(template["name"]), template]));
  const own = byName(spec);
  const elsewhere = new Map(others.map((object) => [nameOf(object), byName(recordOf(object, "spec"))]));
  const homes = new Map(
    [own, ...elsewhere.values()].flatMap((home) => [...home.values()].map((template) => [template, home] as const)),
  );
  const find: FindTemplate = (call) => {
    if (isRecord(call["inline"])) return call["inline"];
    const { name, template } = recordOf(call, "templateRef");
    if (name !== undefined) return elsewhere.get(String(name))?.get(String(template));
    const called = String(call["template"]);
    return own.get(called) ?? [...homes].find(([one]) => one["name"] === called)?.[0];
  };
  return { find, entry: own.get(String(spec["entrypoint"])) ?? [...own.values()][0] };
}

/** The parameters of a pipeline, with what a run or a schedule says for them. */
function parametersOf(spec: JsonRecord, started: JsonRecord): ReadonlyMap<string, Facts> {
  const given = new Map(
    recordsOf(recordOf(started, "arguments")["parameters"]).map((one) => [String(one["name"]), one["value"]]),
  );
  return new Map(
    recordsOf(recordOf(spec, "arguments")["parameters"]).map(({ name, value, default: preset, ...rest }) => {
      const facts = new Map<string, string>();
      const initial = value ?? preset;
      if (initial !== undefined) facts.set("default", valueWords(initial, noNames));
      for (const [key, member] of Object.entries(rest)) facts.set(key === "enum" ? "choices" : key, valueWords(member, noNames));
      if (given.has(String(name))) facts.set("value of the run", valueWords(given.get(String(name)), noNames));
      return [String(name), facts];
    }),
  );
}

const scheduleLabels: Readonly<Record<string, string>> = {
  schedule: "runs at",
  schedules: "runs at",
  timezone: "time zone",
  concurrencyPolicy: "when one is still running",
  startingDeadlineSeconds: "made up within seconds",
  suspend: "paused",
};

function scheduleOf(spec: JsonRecord): Facts {
  const { workflowSpec: _workflowSpec, ...rest } = spec;
  return new Map(
    Object.entries(rest).flatMap(([key, value]) => {
      const one = Array.isArray(value) && value.length === 1 ? value[0] : value;
      const words = typeof one === "string" ? one : valueWords(one, noNames);
      return key === "suspend" && value === false ? [] : [[scheduleLabels[key] ?? key, words] as const];
    }),
  );
}

/** Everything about the whole workflow that is told nowhere else. */
function optionsOf(spec: JsonRecord, starter: ManifestObject | undefined, main: ManifestObject | undefined): Facts {
  const { templates: _templates, entrypoint: _entrypoint, arguments: _arguments, workflowTemplateRef: _ref, ...rest } = spec;
  const facts = new Map<string, string>();
  for (const { path, value } of flatten(rest)) facts.set(labelOf(path), valueWords(value, noNames));
  const { labels, annotations } = recordOf(main ?? starter ?? {}, "metadata");
  for (const { path, value } of flatten({ metadata: { labels, annotations } }))
    facts.set(labelOf(path), valueWords(value, noNames));
  const kind = textOf(starter?.["kind"]);
  facts.set("is started", kind === "CronWorkflow" ? "by its schedule" : kind === "Workflow" ? "when it is applied" : "by hand");
  return facts;
}
