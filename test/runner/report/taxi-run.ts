import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ArtifactRecord, RunEvent } from "../../../runner/event.ts";
import { begin, done, leftOut, logs, node, workflow } from "./taxi-events.ts";
import { evaluationMetrics, evaluationPage, statisticsPage, trialLosses, trialMetrics } from "./taxi-results.ts";

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
  const started = node(8.4, name, "Pod", "train", {
    parent: "when-valid.trials",
    displayName: `trials(${index}:${rate})`,
    inputs: { learningRate: String(rate), epochs: "5", hiddenLayers: "[64,32]" },
    image: "registry.example/pipewright/train:c-e20c4",
  });
  const words = trialLosses(index).map((loss, at) => `epoch ${at + 1}/5  loss ${loss.toFixed(4)}`);
  const log = logs(9, name, ["backend: cpu (no GPU on this machine)", ...words], 2);
  if (end === "killed" && index === 1) return [started, ...log.slice(0, 4)];
  if (!fails) {
    const artifacts = [
      artifact(`train-${index}`, "model", "Model", "weights".repeat(9000)),
      artifact(`train-${index}`, "metrics", "Metrics", JSON.stringify(trialMetrics(index))),
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
        artifact("evaluate", "metrics", "Metrics", JSON.stringify(evaluationMetrics())),
        artifact("evaluate", "page", "Html", evaluationPage()),
      ],
      exitCode: 0,
      peakMemory: 402 * MiB,
    }),
  ];
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
