import type { NodeFinished, NodeStarted, NodeType, RunEvent } from "../../../runner/event.ts";

const start = Date.UTC(2026, 0, 1, 3);

/** Milliseconds since the epoch, `seconds` after the sample run began. */
export function at(seconds: number): number {
  return start + Math.round(seconds * 1000);
}

export function runStarted(more: object = {}): RunEvent {
  return {
    type: "run-started",
    time: at(0),
    runId: "r1",
    workflow: "taxi-x",
    pipeline: "taxi",
    folder: "runs/r1",
    parameters: {},
    notes: [],
    ...more,
  };
}

export function runFinished(seconds: number, more: object = {}): RunEvent {
  return { type: "run-finished", time: at(seconds), phase: "Succeeded", message: "", ...more };
}

export function started(seconds: number, name: string, more: Partial<NodeStarted> = {}): RunEvent {
  const node = name === "" ? "taxi-x" : `taxi-x.${name}`;
  const parent = name === "" ? {} : { parent: "taxi-x" };
  const displayName = name.split(".").at(-1) || "taxi-x";
  return {
    type: "node-started",
    time: at(seconds),
    node,
    displayName,
    nodeType: "Pod",
    templateName: displayName,
    ...parent,
    dependsOn: [],
    inputs: {},
    ...more,
  };
}

export function frame(seconds: number, name: string, nodeType: NodeType, more: Partial<NodeStarted> = {}): RunEvent {
  return started(seconds, name, { nodeType, ...more });
}

export function waiting(
  seconds: number,
  name: string,
  why: "room" | "lock" | "backoff",
  message = "",
  more: object = {},
): RunEvent {
  const { time: _, inputs: __, ...identity } = started(seconds, name) as NodeStarted;
  return { ...identity, type: "node-waiting", time: at(seconds), for: why, message, ...more };
}

export function stopping(seconds: number): RunEvent {
  return { type: "run-stopping", time: at(seconds), graceSeconds: 10 };
}

export function finished(seconds: number, name: string, more: Partial<NodeFinished> = {}): RunEvent {
  const node = name === "" ? "taxi-x" : `taxi-x.${name}`;
  return { type: "node-finished", time: at(seconds), node, phase: "Succeeded", message: "", outputs: {}, artifacts: [], ...more };
}

export function log(seconds: number, name: string, line: string, stream: "stdout" | "stderr" = "stdout"): RunEvent {
  return { type: "node-log", time: at(seconds), node: `taxi-x.${name}`, stream, line };
}

export function progress(seconds: number, name: string, done: number, total: number): RunEvent {
  return { type: "node-progress", time: at(seconds), node: `taxi-x.${name}`, done, total };
}

/** A run in which a step is tried twice, a loop has two items of which one fails, and the rest is left out. */
export const failedRun: readonly RunEvent[] = [
  runStarted({ parameters: { epochs: "3" }, notes: ["artifacts lie in the run's folder"] }),
  frame(0, "", "DAG"),
  frame(0.1, "ingest", "Retry"),
  started(0.1, "ingest(0)", { parent: "taxi-x.ingest" }),
  log(0.2, "ingest(0)", "no network", "stderr"),
  finished(0.5, "ingest(0)", { phase: "Failed", message: "Error (exit code 1)", exitCode: 1 }),
  started(1, "ingest(1)", { parent: "taxi-x.ingest" }),
  log(1.1, "ingest(1)", "\u001b[32m10,000 rows\u001b[0m"),
  finished(1.5, "ingest(1)"),
  finished(1.5, "ingest"),
  frame(1.6, "trials", "TaskGroup", { dependsOn: ["taxi-x.ingest"] }),
  started(1.6, "trials(0:0.01)", { parent: "taxi-x.trials", displayName: "trials(0:0.01)" }),
  started(1.6, "trials(1:0.1)", { parent: "taxi-x.trials", displayName: "trials(1:0.1)" }),
  progress(2, "trials(0:0.01)", 1, 4),
  progress(2.1, "trials(0:0.01)", 1.1, 4),
  log(2.2, "trials(0:0.01)", "epoch 1 loss 0.52"),
  log(2.4, "trials(1:0.1)", "loss is NaN", "stderr"),
  finished(2.5, "trials(1:0.1)", { phase: "Failed", message: "Error (exit code 3): the loss is not a number", exitCode: 3 }),
  progress(3, "trials(0:0.01)", 4, 4),
  finished(3.2, "trials(0:0.01)"),
  finished(3.2, "trials", { phase: "Failed", message: "child 'trials(1:0.1)' failed" }),
  started(3.2, "evaluate", { nodeType: "Skipped", dependsOn: ["taxi-x.trials"] }),
  finished(3.2, "evaluate", { phase: "Omitted", message: "omitted: depends condition not met" }),
  finished(3.3, "", { phase: "Failed" }),
  runFinished(3.3, { phase: "Failed", message: "" }),
];
