import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { ArtifactRecord, NodeStarted, RunEvent } from "../../../runner/event.ts";

const begin = Date.UTC(2026, 4, 6, 7, 8, 9);
const workflow = "kinds-x1";

const at = (seconds: number): number => begin + Math.round(seconds * 1000);

function node(seconds: number, name: string, nodeType: NodeStarted["nodeType"], more: Partial<NodeStarted> = {}): NodeStarted {
  const displayName =
    name
      .split(".")
      .at(-1)!
      .replace(/^\[\d+\]/, "") || workflow;
  return {
    type: "node-started",
    time: at(seconds),
    node: name === "" ? workflow : `${workflow}.${name}`,
    displayName,
    nodeType,
    templateName: displayName.replace(/\(.*/, ""),
    ...(name === "" ? {} : { parent: workflow }),
    dependsOn: [],
    inputs: {},
    ...more,
  };
}

function waits(
  seconds: number,
  name: string,
  why: "room" | "lock" | "backoff",
  message: string,
  type: NodeStarted["nodeType"] = "Pod",
  more: Partial<NodeStarted> = {},
): RunEvent {
  const { time: _, inputs: __, ...identity } = node(seconds, name, type, more);
  return { ...identity, type: "node-waiting", time: at(seconds), for: why, message };
}

function ends(seconds: number, name: string, more: object = {}): RunEvent {
  const whole = name === "" ? workflow : `${workflow}.${name}`;
  return {
    type: "node-finished",
    time: at(seconds),
    node: whole,
    phase: "Succeeded",
    message: "",
    outputs: {},
    artifacts: [],
    ...more,
  };
}

const says = (seconds: number, name: string, line: string, stream: "stdout" | "stderr" = "stdout"): RunEvent => ({
  type: "node-log",
  time: at(seconds),
  node: `${workflow}.${name}`,
  stream,
  line,
});

/** A red dot. */
export const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==",
  "base64",
);

/** A tar archive of files. */
export function tarOf(files: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(files).flatMap(([name, content]) => {
    const head = Buffer.alloc(512);
    head.write(name, 0);
    head.write(Buffer.byteLength(content).toString(8).padStart(11, "0"), 124);
    head.write("0", 156);
    head.write("ustar", 257);
    return [head, Buffer.from(content), Buffer.alloc((512 - (Buffer.byteLength(content) % 512)) % 512)];
  });
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}

/** A run of somebody's own manifest: steps in groups, a called template, a loop, waits, a cache, hooks, artifacts of every kind. */
export function manyKindsRun(folder: string): { readonly events: readonly RunEvent[]; readonly manifest: string } {
  const artifact = (name: string, content: string | Buffer): ArtifactRecord => {
    const path = join(folder, "artifacts", name);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, content);
    return { name, path, bytes: Buffer.byteLength(content) };
  };
  mkdirSync(join(folder, "artifacts", "model", "weights"), { recursive: true });
  writeFileSync(join(folder, "artifacts", "model", "weights", "1.bin"), "12345");
  writeFileSync(join(folder, "artifacts", "model", "model.json"), "{}");
  mkdirSync(join(folder, "steps", `${workflow}.seed`), { recursive: true });
  writeFileSync(join(folder, "steps", `${workflow}.seed`, "log"), "seeded\n");
  const items = Array.from({ length: 4 }, (_, index) => {
    const name = `tune(${index}:{"rate":0.${index + 1}})`;
    const epochs = [1, 2, 3, 4, 5];
    const metrics = {
      format: "pipewright.metrics/1",
      scalars: { loss: 0.5 - index * 0.05, auc: 0.8 + index * 0.02 },
      charts: [
        {
          kind: "line",
          title: "Loss",
          xLabel: "epoch",
          yLabel: "loss",
          series: [{ name: "train", points: epochs.map((epoch) => [epoch, (0.9 - index * 0.1) / epoch]) }],
        },
      ],
      tables: [],
    };
    const place = { parent: `${workflow}.tune`, displayName: name, templateName: "tune" };
    return [
      ...(index < 2 ? [] : [waits(4, name, "room", "no room on this machine until another step ends", "Pod", place)]),
      node(index < 2 ? 4 : 6, name, "Pod", {
        ...place,
        inputs: { rate: `0.${index + 1}`, seed: "7" },
      }),
      says(5, name, `epoch 1 of 5, rate 0.${index + 1}`),
      ends(index < 2 ? 6 : 8, name, {
        outputs: { auc: String(0.8 + index * 0.02) },
        artifacts: [{ ...artifact(`metrics-${index}`, JSON.stringify(metrics)), name: "metrics", artifactType: "Metrics" }],
      }),
    ];
  });
  const events: readonly RunEvent[] = [
    {
      type: "run-started",
      time: at(0),
      runId: "kinds-20260506-070809-aa11",
      workflow,
      pipeline: "kinds",
      folder,
      parameters: { city: "Köln", "a long one": "x".repeat(300) },
      notes: ['No node has the label that "tune" asks for.'],
      environment: { node: "v24.1.0", system: "linux x64 6.1", cores: "2", memory: "8192 MiB", pipewright: "0.1.0", seed: "7" },
    },
    node(0, "", "DAG"),
    node(0, "seed", "Pod", { image: "registry.example/seed:1" }),
    says(0.1, "seed", "seeded"),
    ends(0.5, "seed", {
      artifacts: [
        artifact(
          "table.csv",
          `city,fare,tip\n${Array.from({ length: 40 }, (_, row) => `"Köln, Deutz",${row}.5,${row % 3}`).join("\n")}\n`,
        ),
        artifact("rows.jsonl", '{"a":1,"b":"x"}\n{"a":2,"b":"y"}\n'),
        artifact("settings.json", '{"deep":{"list":[1,2,3]}}'),
        artifact("notes.txt", "first line\nsecond line\n"),
        artifact("plot.png", png),
        artifact("one.tgz", gzipSync(tarOf({ "inside.txt": "words inside an archive\n" }))),
        artifact("two.tgz", gzipSync(tarOf({ "a.txt": "a", "b/c.txt": "bc" }))),
        artifact("part.parquet", Buffer.from("PAR1\u0000\u0001")),
        { name: "model", path: join(folder, "artifacts", "model"), bytes: 7 },
        { name: "gone", path: join(folder, "artifacts", "gone"), bytes: 7 },
      ],
    }),
    node(0.5, "prepare", "Pod", { dependsOn: [`${workflow}.seed`], notCached: 'its parameter "city" is new' }),
    ends(0.9, "prepare", { outputs: { rows: "40" } }),
    node(0.9, "features", "Pod", { dependsOn: [`${workflow}.prepare`] }),
    ends(0.9, "features", { cachedFrom: "kinds-20260505-070809-bb22", outputs: { columns: "12" } }),
    waits(0.9, "migrate", "lock", "Waiting for default/Mutex/database lock. Lock status: 0/1"),
    node(2.4, "migrate", "Pod", { dependsOn: [`${workflow}.prepare`] }),
    says(2.5, "migrate", "warning: table is locked", "stderr"),
    says(2.6, "migrate", "12 rows moved"),
    ends(3, "migrate"),
    node(0.9, "fetch", "Retry", { dependsOn: [`${workflow}.seed`] }),
    node(0.9, "fetch(0)", "Pod", { parent: `${workflow}.fetch` }),
    says(1, "fetch(0)", "connection reset", "stderr"),
    ends(1.2, "fetch(0)", { phase: "Failed", message: "Error (exit code 1)", exitCode: 1 }),
    waits(1.2, "fetch", "backoff", "Backoff for 1 second", "Retry"),
    node(2.2, "fetch(1)", "Pod", { parent: `${workflow}.fetch` }),
    says(2.3, "fetch(1)", "connected"),
    ends(2.8, "fetch(1)"),
    ends(2.8, "fetch"),
    node(3, "called", "Steps", { dependsOn: [`${workflow}.migrate`, `${workflow}.fetch`] }),
    node(3, "called[0]", "StepGroup", { parent: `${workflow}.called`, displayName: "[0]" }),
    node(3, "called[0].left", "Pod", { parent: `${workflow}.called[0]`, displayName: "left" }),
    node(3, "called[0].right", "HTTP", { parent: `${workflow}.called[0]`, displayName: "right" }),
    ends(3.4, "called[0].left"),
    ends(3.6, "called[0].right", { outputs: { result: "200" } }),
    ends(3.6, "called[0]"),
    ends(3.6, "called"),
    node(3.6, "both", "Pod", { dependsOn: [`${workflow}.called`] }),
    says(3.7, "both", "from the pod of two containers"),
    node(3.6, "both.one", "Container", { parent: `${workflow}.both`, displayName: "one" }),
    node(3.6, "both.two", "Container", { parent: `${workflow}.both`, displayName: "two" }),
    ends(3.9, "both.one"),
    ends(3.9, "both.two"),
    ends(4, "both"),
    node(4, "approve", "Suspend", { dependsOn: [`${workflow}.both`] }),
    {
      type: "node-asked",
      time: at(4),
      node: `${workflow}.approve`,
      message: "May model 17 go live?",
      parameters: [
        { name: "go", description: "Whether it goes live", choices: ["YES", "NO"], default: "NO" },
        { name: "note", default: "" },
      ],
      until: at(3604),
      answer: "-p go=YES",
    },
    { type: "node-answered", time: at(4.2), node: `${workflow}.approve`, answers: { go: "YES", note: "as agreed" }, by: "mail" },
    ends(4.2, "approve", { outputs: { go: "YES", note: "as agreed" } }),
    node(4, "tune", "TaskGroup", { dependsOn: [`${workflow}.both`] }),
    ...items.flat(),
    ends(8, "tune"),
    node(8, "rollback", "Skipped", { dependsOn: [`${workflow}.tune`] }),
    ends(8, "rollback", { phase: "Skipped", message: "when '0.8 < 0.5' evaluated false" }),
    node(8, "undo", "Skipped", { dependsOn: [`${workflow}.rollback`] }),
    ends(8, "undo", { phase: "Omitted", message: "omitted: depends condition not met" }),
    node(8.1, "onExit", "Pod", { templateName: "say" }),
    says(8.2, "onExit", "bye"),
    ends(8.3, "onExit"),
    ends(8.3, ""),
    { type: "run-finished", time: at(8.4), phase: "Succeeded", message: "" },
  ];
  return { events, manifest };
}

const manifest = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  name: kinds-x1
spec:
  entrypoint: main
  templates:
    - name: main
      dag:
        tasks:
          - name: seed
            template: seed
    - name: seed
      container:
        image: registry.example/seed:1
    - name: tune
      inputs:
        parameters:
          - name: rate
      container:
        image: registry.example/tune:1
`;
