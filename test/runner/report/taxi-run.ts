import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ArtifactRecord, NodeFinished, NodeStarted, RunEvent } from "../../../runner/event.ts";
import { htmlPage } from "../../../util/html/html-page.ts";

const begin = Date.UTC(2026, 2, 4, 3, 0, 0);
const workflow = "taxi-retrain-7d9f2";
const MiB = 1024 * 1024;

export interface SampleRun {
  readonly events: readonly RunEvent[];
  readonly manifest: string;
}

/**
 * A run of a retraining pipeline as a person would see one: a first try that fails, a when, a loop over two learning rates, metrics, pages,
 * logs. `end` chooses how it went. Its artifacts are written into the folder.
 */
export function taxiRun(folder: string, end: "succeeded" | "failed" | "killed" = "succeeded"): SampleRun {
  const artifact = artifactWriter(folder);
  const events: RunEvent[] = [
    {
      type: "run-started",
      time: begin,
      runId: "20260304-030000-7d9f2",
      workflow,
      pipeline: "taxi-retrain",
      folder,
      parameters: { source: "file:data/taxi.csv", epochs: "5", labels: '["tips > 0.2 * fare"]' },
      notes: [
        "Artifacts lie in the run's folder instead of a bucket.",
        "Resource limits are not enforced; the training step asked for 1 GPU and ran on 2 cores.",
      ],
    },
    node(0, "", "DAG", "taxi-retrain"),
    node(0.02, "ingest", "Retry", "ingest", { inputs: { source: "file:data/taxi.csv", splits: '{"train":8,"eval":2}' } }),
    node(0.02, "ingest(0)", "Pod", "ingest", {
      parent: "ingest",
      inputs: { source: "file:data/taxi.csv" },
      image: "registry.example/pipewright/ingest:c-1f0a9",
    }),
    ...logs(0.4, "ingest(0)", ["opening data/taxi.csv", "!IO Error: the file is locked by another process"]),
    done(0.9, "ingest(0)", {
      phase: "Failed",
      message: "Error (exit code 4): the file is locked by another process",
      exitCode: 4,
      peakMemory: 61 * MiB,
    }),
    node(1.9, "ingest(1)", "Pod", "ingest", {
      parent: "ingest",
      inputs: { source: "file:data/taxi.csv" },
      image: "registry.example/pipewright/ingest:c-1f0a9",
    }),
    ...logs(2.2, "ingest(1)", ["opening data/taxi.csv", "15,002 rows, 18 columns", "train: 12,021 rows", "eval: 2,981 rows"]),
    done(3.6, "ingest(1)", {
      outputs: { rows: "15002" },
      artifacts: [artifact("ingest", "examples", "Examples", "parquet bytes")],
      exitCode: 0,
      peakMemory: 188 * MiB,
    }),
    done(3.6, "ingest", { outputs: { rows: "15002" } }),
    node(3.65, "statistics", "Pod", "statistics", {
      dependsOn: ["ingest"],
      inputs: { buckets: "20" },
      image: "registry.example/pipewright/statistics:c-77b2e",
    }),
    ...logs(4, "statistics", ["18 columns in 2 splits"]),
    done(5.1, "statistics", {
      artifacts: [
        artifact("statistics", "statistics", "Statistics", "{}"),
        artifact("statistics", "page", "Html", statisticsPage()),
      ],
      exitCode: 0,
      peakMemory: 240 * MiB,
    }),
    node(5.15, "validate", "Pod", "validate", {
      dependsOn: ["statistics"],
      inputs: { schema: "schemas/taxi.json" },
      image: "registry.example/pipewright/validate:c-09d11",
    }),
    ...logs(5.3, "validate", ["2 anomalies, none of them an error"]),
    done(5.9, "validate", {
      outputs: { ok: "true", anomalies: "2" },
      artifacts: [artifact("validate", "anomalies", "Anomalies", "[]")],
      exitCode: 0,
      peakMemory: 92 * MiB,
    }),
    node(5.95, "when-valid", "DAG", "when-valid", { dependsOn: ["validate"] }),
    node(6, "when-valid.transform", "Pod", "transform", {
      parent: "when-valid",
      inputs: { label: "tips > 0.2 * fare" },
      image: "registry.example/pipewright/transform:c-5511c",
    }),
    ...logs(6.4, "when-valid.transform", ["fitting 11 features on train", "writing train", "writing eval"]),
    done(8.3, "when-valid.transform", {
      outputs: { features: "58" },
      artifacts: [
        artifact("transform", "transformed", "Examples", "parquet"),
        artifact("transform", "graph", "TransformGraph", "{}"),
      ],
      exitCode: 0,
      peakMemory: 312 * MiB,
    }),
    node(8.35, "when-valid.trials", "TaskGroup", "train", { parent: "when-valid", dependsOn: ["when-valid.transform"] }),
    ...[0.01, 0.001].flatMap((rate, index) => trial(index, rate, end, artifact)),
  ];
  if (end === "killed") return { events, manifest };
  const failed = end === "failed";
  events.push(
    done(20.5, "when-valid.trials", {
      phase: failed ? "Failed" : "Succeeded",
      message: failed ? "child 'trials(1:0.001)' failed" : "",
    }),
    ...(failed
      ? leftOut("when-valid.evaluate", "Omitted", "omitted: depends condition not met", ["when-valid.trials"])
      : evaluation(artifact)),
    done(24.3, "when-valid", { phase: failed ? "Failed" : "Succeeded" }),
    ...leftOut("notify", "Skipped", "when 'false' evaluated false", ["when-valid"]),
    done(24.4, "", { phase: failed ? "Failed" : "Succeeded" }),
    { type: "run-finished", time: begin + 24_400, phase: failed ? "Failed" : "Succeeded", message: "" },
  );
  return { events, manifest };
}

function trial(index: number, rate: number, end: string, artifact: ArtifactWriter): readonly RunEvent[] {
  const name = `when-valid.trials(${index}:${rate})`;
  const fails = end === "failed" && index === 1;
  const speed = index === 0 ? 1.1 : 0.5;
  const losses = [1, 2, 3, 4, 5].map((epoch) => 0.2 + 0.45 * Math.exp(-epoch * speed));
  const metrics = {
    format: "pipewright.metrics/1",
    scalars: {
      loss: losses[4],
      "eval loss": losses[4]! + 0.012,
      auc: 0.9491 - 0.004 * index,
      epochs: 5,
      "seconds per epoch": 2.1,
    },
    charts: [
      {
        kind: "line",
        title: "Loss by epoch",
        xLabel: "epoch",
        yLabel: "log loss",
        series: [
          { name: "train", points: losses.map((loss, at) => [at + 1, loss]) },
          { name: "eval", points: losses.map((loss, at) => [at + 1, loss + 0.006 * (at + 1) ** 0.5]) },
        ],
      },
    ],
    tables: [],
  };
  const started = node(8.4, name, "Pod", "train", {
    parent: "when-valid.trials",
    displayName: `trials(${index}:${rate})`,
    task: "trials",
    inputs: { learningRate: String(rate), epochs: "5", hiddenLayers: "[64,32]" },
    image: "registry.example/pipewright/train:c-e20c4",
  });
  const words = losses.map((loss, at) => `epoch ${at + 1}/5  loss ${loss.toFixed(4)}`);
  const log = logs(9, name, ["backend: cpu (no GPU on this machine)", ...words], 2);
  if (end === "killed" && index === 1) return [started, ...log.slice(0, 4)];
  if (!fails) {
    const artifacts = [
      artifact(`train-${index}`, "model", "Model", "weights".repeat(9000)),
      artifact(`train-${index}`, "metrics", "Metrics", JSON.stringify(metrics)),
    ];
    return [
      started,
      ...log,
      done(19.6 + index * 0.8, name, {
        artifacts,
        outputs: { auc: String(0.9491 - 0.004 * index) },
        exitCode: 0,
        peakMemory: (610 + index) * MiB,
      }),
    ];
  }
  const stack = [
    "!TrainingError: the loss is not a number after epoch 3",
    "!  at Trainer.step (trainer.ts:88:11)",
    "!  at async train (run.ts:41:5)",
  ];
  return [
    started,
    ...log.slice(0, 4),
    ...logs(15, name, stack),
    done(15.4, name, {
      phase: "Failed",
      message: "Error (exit code 3): the loss is not a number after epoch 3; try a smaller learningRate",
      exitCode: 3,
      peakMemory: 598 * MiB,
    }),
  ];
}

function evaluation(artifact: ArtifactWriter): readonly RunEvent[] {
  const steps = Array.from({ length: 101 }, (_, index) => index / 100);
  const counts = steps.slice(0, 20).map((_, index) => Math.round(900 * Math.exp(-((index - 4) ** 2) / 18) + 40));
  const metrics = {
    format: "pipewright.metrics/1",
    scalars: {
      auc: 0.949123,
      "pr auc": 0.8871,
      accuracy: 0.9012,
      precision: 0.874,
      recall: 0.812,
      "log loss": 0.2311,
      "baseline auc": 0.9302,
      calibration: null,
    },
    charts: [
      {
        kind: "line",
        title: "ROC curve",
        xLabel: "false positive rate",
        yLabel: "true positive rate",
        xDomain: [0, 1],
        yDomain: [0, 1],
        diagonal: true,
        series: [
          { name: "model", points: steps.map((x) => [x, x ** 0.13]) },
          { name: "paid by card alone", points: steps.map((x) => [x, Math.min(1, x ** 0.22)]) },
        ],
      },
      {
        kind: "line",
        title: "Precision and recall",
        xLabel: "recall",
        yLabel: "precision",
        xDomain: [0, 1],
        yDomain: [0, 1],
        series: [{ name: "model", points: steps.map((x) => [x, 1 - 0.55 * x ** 4]) }],
      },
      {
        kind: "bar",
        title: "Predicted probability",
        xLabel: "probability",
        yLabel: "rows",
        categories: steps.slice(0, 20).map((_, index) => (index / 20).toFixed(2)),
        series: [
          { name: "no tip", values: counts },
          { name: "tip", values: counts.toReversed() },
        ],
      },
      {
        kind: "bar",
        title: "AUC by payment type",
        xLabel: "payment type",
        yLabel: "auc",
        categories: ["Credit Card", "Cash", "No Charge", "Unknown"],
        series: [{ name: "auc", values: [0.71, 0.52, 0.63, null] }],
      },
    ],
    tables: [
      {
        title: "Confusion at 0.5",
        columns: ["", "predicted no", "predicted yes"],
        rows: [
          ["no tip", 2102, 98],
          ["tip", 147, 634],
        ],
      },
      {
        title: "Thresholds",
        columns: ["threshold", "wanted", "found", "passed"],
        rows: [
          ["auc", ">= 0.945", 0.949123, "yes"],
          ["log loss", "<= 0.25", 0.2311, "yes"],
        ],
      },
    ],
  };
  return [
    node(20.55, "when-valid.evaluate", "Pod", "evaluate", {
      parent: "when-valid",
      dependsOn: ["when-valid.trials"],
      inputs: { baseline: "0.93", slices: '["payment_type"]' },
      image: "registry.example/pipewright/evaluate:c-44ab0",
    }),
    ...logs(21, "when-valid.evaluate", ["2,981 rows", "auc 0.9491, baseline 0.9302"]),
    done(24.2, "when-valid.evaluate", {
      outputs: { passed: "true", auc: "0.949123" },
      artifacts: [
        artifact("evaluate", "metrics", "Metrics", JSON.stringify(metrics)),
        artifact("evaluate", "page", "Html", evaluationPage()),
      ],
      exitCode: 0,
      peakMemory: 402 * MiB,
    }),
  ];
}

function statisticsPage(): string {
  const rows = ["trip_miles", "fare", "tips", "payment_type"].map(
    (name, index) =>
      `<tr><td>${name}</td><td class="number">${(index * 137) % 90}</td><td class="number">${index * 3.25}</td></tr>`,
  );
  return htmlPage({
    title: "Statistics",
    body: `<h1>Statistics</h1><div class="scroll"><table><thead><tr><th>column</th><th class="number">missing</th><th class="number">mean</th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`,
  });
}

function evaluationPage(): string {
  return `<!doctype html><title>Evaluation</title><style>body{font:16px system-ui}</style><h1>Evaluation</h1><p id="words">without script</p>
<script>document.getElementById("words").textContent = "written by the page's own script";</script>`;
}

function node(
  seconds: number,
  name: string,
  nodeType: NodeStarted["nodeType"],
  templateName: string,
  more: Partial<NodeStarted> = {},
): RunEvent {
  const { parent = "", dependsOn = [], ...rest } = more;
  const displayName = name === "" ? workflow : name.split(".").at(-1)!;
  return {
    type: "node-started",
    time: begin + Math.round(seconds * 1000),
    node: full(name),
    displayName,
    nodeType,
    templateName,
    ...(name === "" ? {} : { parent: full(parent), task: displayName }),
    dependsOn: dependsOn.map(full),
    inputs: {},
    ...rest,
  };
}

function done(seconds: number, name: string, more: Partial<NodeFinished> = {}): RunEvent {
  return {
    type: "node-finished",
    time: begin + Math.round(seconds * 1000),
    node: full(name),
    phase: "Succeeded",
    message: "",
    outputs: {},
    artifacts: [],
    ...more,
  };
}

function leftOut(name: string, phase: "Skipped" | "Omitted", message: string, dependsOn: readonly string[]): readonly RunEvent[] {
  const parent = name.split(".").slice(0, -1).join(".");
  return [node(24.3, name, "Skipped", name, { parent, dependsOn }), done(24.3, name, { phase, message })];
}

/** Log lines one after the other; a `!` in front sends one to standard error. */
function logs(seconds: number, name: string, lines: readonly string[], apart = 0.1): readonly RunEvent[] {
  return lines.map((line, index) => ({
    type: "node-log",
    time: begin + Math.round((seconds + index * apart) * 1000),
    node: full(name),
    stream: line.startsWith("!") ? "stderr" : "stdout",
    line: line.replace(/^!/, ""),
  }));
}

function full(name: string): string {
  return name === "" ? workflow : `${workflow}.${name}`;
}

type ArtifactWriter = (step: string, name: string, artifactType: string, content: string) => ArtifactRecord;

function artifactWriter(folder: string): ArtifactWriter {
  return (step, name, artifactType, content) => {
    const path = join(folder, "artifacts", step, name);
    mkdirSync(join(folder, "artifacts", step), { recursive: true });
    writeFileSync(path, content);
    return {
      name,
      artifactType,
      path,
      bytes: Buffer.byteLength(content),
      digest: `sha256:${Buffer.from(`${step}/${name}`).toString("hex").padEnd(64, "0").slice(0, 64)}`,
    };
  };
}

const manifest = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: taxi-retrain-
spec:
  entrypoint: taxi-retrain
  arguments:
    parameters:
      - name: source
        value: file:data/taxi.csv
`;
