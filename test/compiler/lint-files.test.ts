import { expect, it } from "vitest";
import { lint } from "../../compiler/lint/lint.ts";

const placed = (...texts: readonly string[]): readonly string[] =>
  lint(texts.map((text, index) => ({ file: `${index}.yaml`, text }))).diagnostics.map(
    ({ code, at }) => `${code} ${at?.file}:${at?.line}:${at?.column}`,
  );

const wrong = (name: string) => `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: ${name}}
spec:
  entrypoint: mian
  templates: [{name: main, suspend: {}}]
`;

it("finds a place in each document of a file", () => {
  expect(placed(`# first\n---\n${wrong("a")}---\napiVersion: v1\nkind: Secret\n---\n${wrong("b")}`)).toEqual([
    "entrypoint-unknown 0.yaml:7:15",
    "entrypoint-unknown 0.yaml:17:15",
  ]);
});

it("finds a place in a file with a mark of byte order and the line ends of Windows", () => {
  expect(placed(`\uFEFF${wrong("a").replaceAll("\n", "\r\n")}`)).toEqual(["entrypoint-unknown 0.yaml:5:15"]);
});

it("finds a place in the items of a List", () => {
  const items = wrong("a")
    .trimEnd()
    .split("\n")
    .map((line, index) => `${index === 0 ? "- " : "  "}${line}`)
    .join("\n");
  expect(placed(`apiVersion: v1\nkind: List\nitems:\n${items}\n- apiVersion: v1\n  kind: Pod\n`)).toEqual([
    "entrypoint-unknown 0.yaml:8:17",
  ]);
});

it("finds a place in JSON", () => {
  const object = {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Workflow",
    metadata: { name: "a" },
    spec: { entrypoint: "main", templates: [{ name: "mian", suspend: {} }] },
  };
  expect(placed(JSON.stringify(object, undefined, 2))).toEqual(["entrypoint-unknown 0.yaml:8:19"]);
});

it("shows what an anchor or templateDefaults brought where it was written", () => {
  const text = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: a}
spec:
  entrypoint: main
  templateDefaults:
    timeout: "60"
  templates:
    - name: main
      container: &base {image: "busybox:latest", command: ["true"]}
    - name: other
      container:
        <<: *base
        args: [x]
`;
  expect(placed(text)).toEqual([
    "timeout-without-unit 0.yaml:7:14",
    "timeout-without-unit 0.yaml:7:14",
    "image-latest 0.yaml:10:32",
    "image-latest 0.yaml:10:32",
  ]);
});

it("goes on with the other documents where one is no YAML", () => {
  expect(placed(`kind: [\n---\n${wrong("a")}`)).toEqual(["yaml-syntax 0.yaml:2:1", "entrypoint-unknown 0.yaml:7:15"]);
});

it("finds the template of a workflow among the other files, and its arguments", () => {
  const template = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: train}
spec:
  entrypoint: main
  arguments: {parameters: [{name: epochs}, {name: rate, value: "0.1"}]}
  templates:
    - {name: main, inputs: {parameters: [{name: epochs}, {name: rate}, {name: depth}]}, suspend: {}}
`;
  const run = (args: string) => `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: a}
spec:
  workflowTemplateRef: {name: train}
  arguments: {parameters: [${args}]}
`;
  expect(placed(template, run('{name: epochs, value: "3"}, {name: depth, value: "2"}'))).toEqual([]);
  expect(placed(run('{name: depth, value: "2"}'), template)).toEqual(["workflow-argument-without-value 0.yaml:5:3"]);
  expect(placed(run('{name: depth, value: "2"}'))).toEqual([]);
});

it("warns of an object that leaves no room in the store", () => {
  const source = "x".repeat(900 * 1024);
  const text = wrong("a")
    .replace("mian", "main")
    .replace("suspend: {}", `script: {image: "busybox:1.36", command: [sh], source: "${source}"}`);
  expect(placed(text)).toEqual(["object-too-large 0.yaml:1:1"]);
});
