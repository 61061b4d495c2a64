import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import type { NodeStarted, RunEvent, RunStarted } from "../../runner/event.ts";
import { pipewright } from "../helpers/cli.ts";

const folder = mkdtempSync(join(tmpdir(), "pipewright-now-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const cron = `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly, labels: {team: a, workflows.argoproj.io/creator: me}}
spec:
  schedules: ["0 3 * * *"]
  workflowMetadata: {labels: {kind: scheduled}, annotations: {why: "because"}}
  workflowSpec:
    entrypoint: main
    arguments: {parameters: [{name: greeting, value: hello}]}
    templates:
      - name: main
        steps:
          - - name: say
              template: say
              arguments:
                parameters:
                  - {name: at, value: "{{workflow.scheduledTime}}"}
                  - {name: labels, value: "{{workflow.labels.json}} {{workflow.annotations.why}} {{workflow.parameters.greeting}}"}
      - name: say
        inputs: {parameters: [{name: at}, {name: labels}]}
        suspend: {duration: "0"}
`;
write("cron.yaml", cron);
write(
  "both.yaml",
  `${cron}---\napiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: once}\nspec: {entrypoint: e, templates: [{name: e, suspend: {duration: "0"}}]}\n`,
);

async function events(args: readonly string[]): Promise<readonly RunEvent[]> {
  const { stdout, stderr, code } = await pipewright(["run", "--json", ...args], { cwd: folder });
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as RunEvent);
}

const started = (all: readonly RunEvent[]): RunStarted => all.find((event): event is RunStarted => event.type === "run-started")!;
const inputsOfSay = (all: readonly RunEvent[]) =>
  all.find((event): event is NodeStarted => event.type === "node-started" && event.displayName === "say")?.inputs;

it("a CronWorkflow's run is the one that the schedule would start now, with --now and without", async () => {
  for (const flags of [["--now"], []]) {
    const before = Math.floor(Date.now() / 1000) * 1000;
    const all = await events([...flags, "cron.yaml"]);
    const { workflow, pipeline } = started(all);
    const time = Number(workflow.replace("nightly-", "")) * 1000;
    expect(time).toBeGreaterThanOrEqual(before);
    expect(time).toBeLessThanOrEqual(Date.now());
    expect(pipeline).toBe("nightly");
    expect(inputsOfSay(all)).toEqual({
      at: new Date(time).toISOString().replace(".000Z", "Z"),
      labels:
        '{"kind":"scheduled","workflows.argoproj.io/creator":"me","workflows.argoproj.io/cron-workflow":"nightly"} because hello',
    });
  }
});

it("a file with a Workflow beside its CronWorkflow runs the Workflow, and with --now what is scheduled", async () => {
  expect(started(await events(["both.yaml"])).workflow).toBe("once");
  expect(started(await events(["both.yaml", "--now"])).workflow).toMatch(/^nightly-\d+$/);
});

it("parameters can be given to what the schedule starts", async () => {
  const all = await events(["cron.yaml", "--now", "-p", "greeting=good night"]);
  expect(inputsOfSay(all)?.["labels"]).toMatch(/because good night$/);
});

it("a file without a schedule can't be started as its schedule would", async () => {
  write(
    "once.yaml",
    "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: w}\nspec: {entrypoint: e, templates: [{name: e, suspend: {}}]}\n",
  );
  const { code, stderr } = await pipewright(["run", "--now", "once.yaml"], { cwd: folder });
  expect(code).toBe(1);
  expect(stderr).toContain("Nothing here has a schedule: there is no CronWorkflow.");
});

const library = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: library}
spec:
  templates:
    - name: say
      inputs:
        parameters:
          - {name: at}
          - {name: size, valueFrom: {configMapKeyRef: {name: sizes, key: small}}}
      suspend: {duration: "0"}
`;
const caller = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: caller}
spec:
  entrypoint: main
  templates:
    - name: main
      steps: [[{name: say, templateRef: {name: library, template: say}, arguments: {parameters: [{name: at, value: noon}]}}]]
`;
const sizes = `apiVersion: v1
kind: ConfigMap
metadata: {name: sizes, labels: {workflows.argoproj.io/configmap-type: Parameter}}
data: {small: "3"}
`;
write("caller.yaml", caller);
write("library/deep/library.yaml", library);
write("library/sizes.yaml", sizes);
write("library/values.yaml", "image: {{ .Values.image }}\n");

it("what a file refers to may be in other files and folders, and is kept with the run", async () => {
  const all = await events(["caller.yaml", "library"]);
  expect(inputsOfSay(all)).toEqual({ at: "noon", size: "3" });
  const { folder: runFolder } = started(all);
  expect(readdirSync(runFolder)).toContain("manifest.yaml");
  const kept = readFileSync(join(runFolder, "manifest.yaml"), "utf8");
  for (const name of ["caller.yaml", "library/deep/library.yaml", "library/sizes.yaml"]) expect(kept).toContain(`# ${name}\n`);
});

it("a template that is in none of the files is told, and an object that is in two", async () => {
  const lost = await pipewright(["run", "caller.yaml", "library/sizes.yaml"], { cwd: folder });
  expect(lost.code).toBe(1);
  expect(lost.stderr).toContain("library");
  write("again/sizes.yaml", sizes);
  const twice = await pipewright(["run", "caller.yaml", "library", "again"], { cwd: folder });
  expect(twice.code).toBe(1);
  expect(twice.stderr).toMatch(/The ConfigMap "sizes" is in ".*library\/sizes.yaml" and in ".*again\/sizes.yaml" too/);
});

it("a file that is no YAML is named", async () => {
  write("broken/a.yaml", "apiVersion: argoproj.io/v1alpha1\nkind: [\n");
  const { code, stderr } = await pipewright(["run", "caller.yaml", "broken/a.yaml"], { cwd: folder });
  expect(code).toBe(1);
  expect(stderr).toContain(join("broken", "a.yaml"));
});
