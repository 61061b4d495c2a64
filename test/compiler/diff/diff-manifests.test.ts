import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { changeWords } from "../../../compiler/diff/change-words.ts";
import { diffManifests } from "../../../compiler/diff/diff-manifests.ts";
import { type ManifestObject, readPipeline } from "../../../compiler/diff/read/read-pipeline.ts";
import { root } from "../../helpers/cli.ts";

const read = (yaml: string): readonly ManifestObject[] =>
  parseAllDocuments(yaml).map((document) => document.toJS() as ManifestObject);
/** Changes as they are printed. */
const told = (before: string, after: string): readonly string[] =>
  changeWords(diffManifests(read(before), read(after))).flatMap(({ sign, head, details }) => [
    `${sign} ${head}`,
    ...details.map((one) => `    ${one}`),
  ]);

const templates = `
    - name: load
      outputs: { parameters: [{ name: rows, valueFrom: { path: /rows } }], artifacts: [{ name: examples, path: /examples }] }
      container: { image: "example.org/load:c-1", command: [node], resources: { requests: { memory: 1Gi } } }
    - name: train
      inputs: { parameters: [{ name: epochs }], artifacts: [{ name: examples, path: /in }] }
      outputs: { parameters: [{ name: auc, valueFrom: { path: /auc } }] }
      container: { image: "example.org/train:c-1", command: [node] }
    - name: say
      inputs: { parameters: [{ name: what }] }
      container: { image: "example.org/say:c-1", command: [node] }
`;
const load = "          - { name: load, template: load }";
const train = `          - name: train
            template: train
            depends: load
            arguments:
              parameters: [{ name: epochs, value: "3" }]
              artifacts: [{ name: examples, from: "{{tasks.load.outputs.artifacts.examples}}" }]`;
const say = (name: string, what: string, more = "") =>
  `          - { name: ${name}, template: say, arguments: { parameters: [{ name: what, value: '${what}' }] }${more} }`;

const manifest = (
  tasks: readonly string[],
  { spec = "", others = templates }: { readonly spec?: string; readonly others?: string } = {},
) => `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: { name: taxi }
spec:
  entrypoint: main${spec}
  templates:
    - name: main
      dag:
        tasks:
${tasks.join("\n")}${others}`;

const base = manifest([load, train, say("say", '"a"')]);

describe("what a new manifest changes", () => {
  it("is nothing when it is the same, in whatever order its keys are", () => {
    expect(told(base, base)).toEqual([]);
    expect(diffManifests([{ kind: "Workflow", spec: { a: 1, b: 2 } }], [{ spec: { b: 2, a: 1 }, kind: "Workflow" }])).toEqual([]);
  });

  it("is steps that come and go, with what they get", () => {
    const more = manifest([
      load,
      train,
      say("say", '"a"'),
      say("say-2", "{{tasks.train.outputs.parameters.auc}}", ", depends: train"),
    ]);
    expect(told(base, more)).toEqual(['+ step "say-2"', '    argument "what" comes from train.auc']);
    expect(told(more, base)).toEqual(['- step "say-2"']);
  });

  it("is where an argument comes from", () => {
    const other = base.replace("value: '\"a\"'", 'value: "{{tasks.train.outputs.parameters.auc}}"');
    expect(told(base, other)).toEqual(['~ step "say"', '    argument "what" now comes from train.auc, not the constant "a"']);
    expect(told(other, base)).toEqual(['~ step "say"', '    argument "what": train.auc → "a"']);
    const parameter = base.replace('value: "3"', 'value: "{{=toJson(fromJSON(workflow.parameters.epochs))}}"');
    expect(told(base, parameter)).toEqual([
      '~ step "train"',
      '    argument "epochs" now comes from params.epochs, not the constant 3',
    ]);
  });

  it("is a condition, a loop, an order", () => {
    const condition = base.replace(
      "what, value: '\"a\"' }] }",
      'what, value: \'"a"\' }] }, when: "{{= fromJSON(tasks.load.outputs.parameters.rows) > 10 && true }}"',
    );
    expect(told(base, condition)).toEqual(['~ step "say"', "    now runs only when load.rows > 10 && true"]);
    expect(told(condition, base)).toEqual(['~ step "say"', "    no longer runs only when load.rows > 10 && true"]);
    const loop = base.replace("template: say, arguments", "template: say, withItems: [1, 2], arguments");
    expect(told(base, loop)).toEqual(['~ step "say"', "    now runs for each of [1,2]"]);
    const order = base.replace("template: say, arguments", "template: say, depends: train, arguments");
    expect(told(base, order)).toEqual(['~ step "say"', "    now waits for train"]);
  });

  it("says nothing of an order that follows from what is read", () => {
    const listed = base.replace("depends: load", "dependencies: [load]");
    expect(told(base, listed).slice(1)).toEqual(
      [
        '    templates.main.dag.tasks.train.dependencies is new: ["load"]',
        '    templates.main.dag.tasks.train.depends is gone; it was "load"',
      ].map((text) => text.replace("    ", "    WorkflowTemplate spec.")),
    );
  });

  it("is how steps run: code, resources, options", () => {
    const other = base
      .replace("load:c-1", "load:c-2")
      .replace("memory: 1Gi", "memory: 2Gi")
      .replace('image: "example.org/train:c-1"', 'image: "ghcr.io/me/train:c-1", env: [{ name: A, value: b }]')
      .replace("    - name: say\n", "    - name: say\n      retryStrategy: { limit: 2 }\n");
    expect(told(base, other)).toEqual([
      '~ step "load"',
      "    new code in example.org/load: c-1 → c-2",
      '    memory request: "1Gi" → "2Gi"',
      '~ step "train"',
      '    image: "example.org/train:c-1" → "ghcr.io/me/train:c-1"',
      '    environment variable A is new: "b"',
      '~ step "say"',
      "    retries is new: 2",
    ]);
  });

  it("knows a renamed step by its work, and its readers as unchanged", () => {
    const reader = say("say", "{{tasks.train.outputs.parameters.auc}}", ", depends: train");
    const before = manifest([load, train, reader]);
    const after = manifest([load, train.replace("name: train", "name: learn"), reader.replaceAll("train", "learn")]);
    expect(told(before, after)).toEqual(['~ step "learn", which was called "train"']);
  });

  it("knows steps whose numbers have moved", () => {
    const before = manifest([load, say("say", '"a"'), say("say-2", '"b"'), say("say-3", '"c"')]);
    const after = manifest([load, say("say", '"new"'), say("say-2", '"a"'), say("say-3", '"b"'), say("say-4", '"c"')]);
    expect(told(before, after)).toEqual([
      '+ step "say"',
      '    argument "what": "new"',
      '~ step "say-2", which was called "say"',
      '~ step "say-3", which was called "say-2"',
      '~ step "say-4", which was called "say-3"',
    ]);
    expect(told(after, before)[0]).toBe('- step "say"');
  });

  it("follows what a body gets to the steps inside that read it", () => {
    const inside = (from: string) =>
      manifest(
        [
          load,
          train,
          `          - { name: when-good, template: when-good, depends: train, arguments: { parameters: [{ name: passed, value: "{{tasks.${from}}}" }] } }`,
        ],
        {
          others: `
    - name: when-good
      inputs: { parameters: [{ name: passed }] }
      dag:
        tasks:
${say("say", "{{inputs.parameters.passed}}")}${templates}`,
        },
      );
    expect(told(inside("load.outputs.parameters.rows"), inside("train.outputs.parameters.auc"))).toEqual([
      '~ step "say" in "when-good"',
      '    argument "what" now comes from train.auc, not load.rows',
    ]);
  });

  it("is parameters, their defaults and choices", () => {
    const withParameters = (parameters: string) => manifest([load], { spec: `\n  arguments: { parameters: [${parameters}] }` });
    const before = withParameters('{ name: epochs, value: "3" }, { name: old, value: "x" }');
    const after = withParameters('{ name: epochs, value: "5", enum: ["3", "5"] }, { name: day }');
    expect(told(before, after)).toEqual([
      '~ parameter "epochs"',
      "    default: 3 → 5",
      '    choices is new: ["3","5"]',
      '+ parameter "day"',
      '- parameter "old"',
      '    default: "x"',
    ]);
  });

  it("is the schedule, however Argo's version writes it, and how runs start", () => {
    const cron = (spec: string) => `${base}---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: { name: taxi }
spec: { ${spec}, workflowSpec: { workflowTemplateRef: { name: taxi } } }
`;
    const old = cron('schedule: "0 3 * * *", timezone: UTC');
    expect(told(old, cron('schedules: ["0 4 * * *"], timezone: UTC'))).toEqual([
      "~ schedule",
      "    now runs at 0 4 * * *, not 0 3 * * *",
    ]);
    expect(told(base, old)).toEqual([
      '~ pipeline "taxi"',
      "    is started: by hand → by its schedule",
      "~ schedule",
      "    now runs at 0 3 * * *",
      '    time zone is new: "UTC"'.replaceAll('"UTC"', "UTC"),
    ]);
  });

  it("is options of the whole pipeline", () => {
    const kept = manifest([load], { spec: "\n  ttlStrategy: { secondsAfterCompletion: 60 }" });
    const longer = manifest([load], { spec: "\n  ttlStrategy: { secondsAfterCompletion: 90 }\n  serviceAccountName: me" });
    expect(told(kept, longer)).toEqual([
      '~ pipeline "taxi"',
      "    ttlStrategy.secondsAfterCompletion: 60 → 90",
      '    service account is new: "me"',
    ]);
  });

  it("understands lists of steps, and templates of other objects", () => {
    const steps = (image: string) => `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { generateName: old- }
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - [{ name: first, template: work }]
        - [{ name: second, templateRef: { name: shared, template: work }, arguments: { parameters: [{ name: x, value: "{{steps.first.outputs.result}}" }] } }]
    - { name: work, script: { image: "busybox:1", source: echo 1 } }
---
apiVersion: argoproj.io/v1alpha1
kind: ClusterWorkflowTemplate
metadata: { name: shared }
spec: { templates: [{ name: work, container: { image: "${image}" } }] }
`;
    expect(told(steps("busybox:1"), steps("busybox:2"))).toEqual(['~ step "second"', "    new code in busybox: 1 → 2"]);
  });

  it("ends for a template that calls itself", () => {
    const again = manifest([load, "          - { name: again, template: main, when: '1 == 2' }"]);
    expect(told(manifest([load]), again)).toEqual(['+ step "again"', "    runs only when: 1 == 2"]);
  });

  it("cuts long values to the part that differs", () => {
    const long = (end: string) => manifest([say("say", JSON.stringify(`${"x".repeat(500)}${end}${"y".repeat(500)}`))]);
    const [, line] = told(long("1"), long("2"));
    expect(line!.length).toBeLessThan(220);
    expect(line).toMatch(/x1y.* → .*x2y/);
  });
});

/** Manifests of every construct. */
const samples = join(root, "test/compiler/samples");
const files = readdirSync(samples, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => join(samples, file));

describe.each(files.map((file) => [file.slice(samples.length + 1), file] as const))("the manifest %s", (_name, file) => {
  const objects = read(readFileSync(file, "utf8"));

  it("is told without the forms that values travel in", () => {
    const words = readPipeline(objects).steps.flatMap(({ facts }) =>
      [...facts].filter(([label]) => /^(argument|runs|result)/.test(label)),
    );
    expect(words.filter(([, text]) => /toJson|fromJSON|u007b|tasks[.[]|workflow\.parameters/i.test(text))).toEqual([]);
  });

  it("has no difference from itself", () => {
    expect(diffManifests(objects, structuredClone(objects))).toEqual([]);
  });

  it("has a difference wherever a value is another one", () => {
    for (const path of leavesOf(objects)) {
      const other = structuredClone(objects) as unknown[];
      changeAt(other, path);
      expect(diffManifests(objects, other as readonly ManifestObject[]), path.join(".")).not.toEqual([]);
    }
  });
});

/** The ways to the plain values of an object; of many alike only some. */
function leavesOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  const all = Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
  return path.length > 0 ? all : all.filter((_, index) => index % Math.ceil(all.length / 60) === 0);
}

function changeAt(value: unknown, path: readonly string[]): void {
  const [last, ...before] = path.toReversed();
  const holder = before.toReversed().reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], value) as Record<
    string,
    unknown
  >;
  const old = holder[last!];
  holder[last!] = typeof old === "number" ? old + 1 : typeof old === "boolean" ? !old : `${String(old)}x`;
}
