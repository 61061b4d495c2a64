import { describe, expect, it } from "vitest";
import { fieldPathText } from "../../../compiler/argo/validate/field-path.ts";
import { validateObject, validateTemplate } from "../../../compiler/argo/validate/validate-object.ts";

const said = (object: unknown) =>
  validateObject(object).map(({ path, rule, message }) => `${fieldPathText(path)} (${rule}): ${message}`);

const object = (kind: string, spec: unknown, metadata: unknown = { name: "hello" }) => ({
  apiVersion: "argoproj.io/v1alpha1",
  kind,
  metadata,
  spec,
});
const workflow = (spec: object) => object("Workflow", { entrypoint: "main", ...spec });
const template = (fields: object) => workflow({ templates: [{ name: "main", ...fields }] });
const container = (fields: object) => template({ container: { image: "busybox", ...fields } });

describe("what an API server would refuse is said in words", () => {
  it.each([
    [
      "a number where text is wanted",
      workflow({ arguments: { parameters: [{ name: "epochs", value: 5 }] } }),
      'spec.arguments.parameters[0].value (type): "value" has to be text, not the number 5. Put it in quotes: "5".',
    ],
    [
      "text where a number is wanted",
      workflow({ parallelism: "5" }),
      'spec.parallelism (type): "parallelism" has to be a whole number, not the text "5". Leave the quotes out: 5.',
    ],
    [
      "text where true or false is wanted",
      workflow({ suspend: "true" }),
      'spec.suspend (type): "suspend" has to be true or false, not the text "true". Leave the quotes out: true.',
    ],
    [
      "one text where a list is wanted",
      container({ command: "ls" }),
      'spec.templates[0].container.command (type): "command" has to be a list, not the text "ls". A list of one begins with "- ".',
    ],
    [
      "an item that is null",
      container({ args: [null] }),
      'spec.templates[0].container.args[0] (type): "args[0]" has to be text, not null.',
    ],
    [
      "a misspelt field",
      workflow({ entripoint: "main" }),
      'spec.entripoint (unknown-field): There is no field "entripoint" in "spec". Did you mean "entrypoint"?',
    ],
    [
      "a field that is at home further inside",
      template({ image: "busybox" }),
      'spec.templates[0].image (unknown-field): There is no field "image" in "templates[0]". It belongs in "container" or "script".',
    ],
    [
      "a field that is at home further outside",
      container({ inputs: {} }),
      'spec.templates[0].container.inputs (unknown-field): There is no field "inputs" in "container". It belongs one level up.',
    ],
    [
      "a field of the metadata",
      workflow({ labels: {} }),
      'spec.labels (unknown-field): There is no field "labels" in "spec". It belongs in "metadata".',
    ],
    [
      "the beginning of a field",
      workflow({ ttl: {} }),
      'spec.ttl (unknown-field): There is no field "ttl" in "spec". Did you mean "ttlStrategy"?',
    ],
    [
      "a field of an older Argo",
      object("CronWorkflow", { schedule: "@daily", schedules: ["@daily"], workflowSpec: {} }),
      'spec.schedule (unknown-field): There is no field "schedule" in "spec". Since Argo 4.0 it is a list: "schedules".',
    ],
    [
      "a field that is missing",
      template({ dag: { tasks: [{ template: "main" }] } }),
      'spec.templates[0].dag.tasks[0].name (required): "tasks[0]" needs "name".',
    ],
    [
      "a word that there is not",
      workflow({ podGC: { strategy: "OnPodComplete" } }),
      'spec.podGC.strategy (enum): "strategy" can\'t be "OnPodComplete": there is OnPodCompletion, OnPodSuccess, OnWorkflowCompletion or OnWorkflowSuccess. Did you mean "OnPodCompletion"?',
    ],
    [
      "a quantity that is none",
      container({ resources: { limits: { cpu: "1 core" } } }),
      'spec.templates[0].container.resources.limits.cpu (pattern): "cpu" can\'t be "1 core": wanted: a quantity such as "500m", "2" or "4Gi".',
    ],
    [
      "a mode in octal digits",
      template({ inputs: { artifacts: [{ name: "a", path: "/a", mode: 755 }] }, suspend: {} }),
      'spec.templates[0].inputs.artifacts[0].mode (range): "mode" can\'t be 755: the most is 511. Octal 755 is 493.',
    ],
    [
      "a number that 32 bits can't hold",
      container({ ports: [{ containerPort: 3_000_000_000 }] }),
      'spec.templates[0].container.ports[0].containerPort (range): "containerPort" can\'t be 3000000000: the most is 2147483647.',
    ],
    [
      "more items than there may be",
      workflow({ templates: Array.from({ length: 201 }, (_, index) => ({ name: `t-${index}`, suspend: {} })) }),
      'spec.templates (size): "templates" holds 201 items; Argo takes at most 200.',
    ],
    ["an empty list", template({ steps: [] }), 'spec.templates[0].steps (size): "steps" is empty; one item at least is wanted.'],
    [
      "two items with the same key, one of them by default",
      container({ ports: [{ containerPort: 1 }, { containerPort: 1, protocol: "TCP" }] }),
      'spec.templates[0].container.ports[1] (duplicate): "ports" has two items with the containerPort 1 and protocol "TCP"; the first is item 0.',
    ],
    [
      "two template types",
      template({ suspend: {}, dag: { tasks: [{ name: "a", template: "main" }] } }),
      'spec.templates[0] (cel): Template must have at most one template type; here are "dag" and "suspend".',
    ],
    [
      "a name with a capital",
      object("Workflow", {}, { name: "Hello" }),
      'metadata.name (metadata): "name" can\'t be "Hello": wanted are small letters, digits, "-" and ".", a letter or digit at both ends.',
    ],
    ["no name", object("Workflow", {}, {}), 'metadata.name (required): "metadata" needs "name", or "generateName".'],
    [
      "a namespace where there is none",
      object("ClusterWorkflowTemplate", {}, { name: "hello", namespace: "ml" }),
      "metadata.namespace (metadata): Objects of this kind belong to the whole cluster and have no namespace.",
    ],
    ["a kind in small letters", object("workflow", {}), 'kind (kind): There is no kind "workflow". Did you mean "Workflow"?'],
    [
      "a version that is not served",
      { ...workflow({}), apiVersion: "argoproj.io/v1" },
      'apiVersion (kind): "apiVersion" of a Workflow is "argoproj.io/v1alpha1", not the text "argoproj.io/v1".',
    ],
  ])("%s", (_what, wrong, sentence) => {
    expect(said(wrong)).toEqual([sentence]);
  });

  it("all of it at once", () => {
    const wrong = container({ comand: ["ls"], env: [{ name: "A", value: 1 }, { value: "x" }] });
    expect(validateObject(wrong).map(({ rule }) => rule)).toEqual(["unknown-field", "type", "required"]);
  });
});

describe("what an API server takes is not found fault with", () => {
  it.each([
    ["null, which counts as missing", workflow({ parallelism: null, templates: null })],
    [
      "a port by name, a percentage, a quantity as a number",
      container({ resources: { limits: { cpu: 2 } }, livenessProbe: { httpGet: { port: "http" } } }),
    ],
    ["anything inside a plugin, items of a loop and an inline template", template({ plugin: { hello: { any: [1, null] } } })],
    ["a Workflow without a spec's entrypoint", object("Workflow", { workflowTemplateRef: { name: "taxi" } })],
    ["a name that the server makes", object("Workflow", {}, { generateName: "hello-" })],
    ["objects of others", { apiVersion: "v1", kind: "ConfigMap", data: { a: 1 } }],
    ["kinds of others in Argo's group", { apiVersion: "argoproj.io/v1alpha1", kind: "Rollout", spec: { x: 1 } }],
    ["a sensor of Argo Events", { apiVersion: "argoproj.io/v1alpha1", kind: "Sensor" }],
  ])("%s", (_what, right) => {
    expect(said(right)).toEqual([]);
  });
});

describe("a template by itself", () => {
  it("is judged like one in a workflow, with the rules about all of its fields", () => {
    expect(validateTemplate({ name: "x", container: { image: "a" }, suspend: {}, foo: 1 })).toEqual([
      { path: ["foo"], rule: "unknown-field", message: 'There is no field "foo" in "templates[0]".' },
      { path: [], rule: "cel", message: 'Template must have at most one template type; here are "container" and "suspend".' },
    ]);
  });
});
