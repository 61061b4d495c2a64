import { appendFileSync, closeSync, openSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Template } from "../compiler/argo/model.generated.ts";
import type { Answerer } from "./answers/question.ts";
import { ArtifactStore } from "./artifacts/artifact-store.ts";
import type { RunEvent, RunFinished } from "./event.ts";
import type { Executor } from "./execution/executor.ts";
import { Slots } from "./execution/slots.ts";
import type { RunnableWorkflow } from "./manifest/runnable-workflow.ts";
import { preflight } from "./preflight.ts";
import { RunError } from "./run-error.ts";
import { folderName } from "./scheduler/artifact-key.ts";
import { executeTemplate } from "./scheduler/execute-template.ts";
import { executeExitHandler } from "./scheduler/exit-handler.ts";
import type { RunState } from "./scheduler/run-state.ts";

export interface RunOptions {
  readonly workflow: RunnableWorkflow;
  /** The manifest as text, kept in the run's folder. */
  readonly manifest: string;
  /** Where the folders of runs are. */
  readonly runsFolder: string;
  readonly executor: Executor;
  /** How many steps run at the same time. */
  readonly parallel: number;
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
  readonly notes?: readonly string[];
  /** Who answers what the run asks; nobody when absent. */
  readonly answer?: Answerer;
  /** Whether everything that is asked will be answered: else a run that waits for a person is refused before it starts. */
  readonly canAnswer?: (waiting: Template) => boolean;
  readonly now?: () => number;
}

/** What a run left behind. */
export interface RunOutcome {
  readonly finished: RunFinished;
  readonly folder: string;
  readonly events: readonly RunEvent[];
}

/**
 * Runs a workflow on this machine, step by step as Argo would. Everything that happens is an event; events, logs and artifacts are
 * kept in a folder of the run's own.
 *
 * @throws RunError before anything has started: a template that can't run here, a folder that can't be written
 */
export async function run(options: RunOptions): Promise<RunOutcome> {
  const { workflow, now = Date.now } = options;
  await preflight(workflow, options.executor, options.canAnswer);
  const start = now();
  const runId = newRunId(workflow.pipeline, start);
  const folder = join(options.runsFolder, runId);
  const record = await openRecord(folder, options);
  const events: RunEvent[] = [];
  const emit = (event: RunEvent): void => {
    events.push(event);
    record.write(event);
    options.onEvent(event);
  };
  const globals = globalTags(workflow, runId);
  const state: RunState = {
    workflow,
    globals,
    setGlobal: (name, value) => void globals.set(`workflow.outputs.parameters.${name}`, value),
    answer: options.answer ?? nobody,
    emit,
    now,
    executor: options.executor,
    store: new ArtifactStore(join(folder, "artifacts")),
    slots: new Slots(Math.min(options.parallel, workflow.spec.parallelism ?? Number.POSITIVE_INFINITY)),
    signal: options.signal,
    stepFolder: (node) => join(folder, "steps", folderName(node)),
  };
  const parameters = Object.fromEntries(workflow.parameters);
  emit({
    type: "run-started",
    time: start,
    runId,
    workflow: workflow.name,
    pipeline: workflow.pipeline,
    folder,
    parameters,
    notes: options.notes ?? [],
  });
  const root = await executeTemplate(
    state,
    { node: workflow.name, displayName: workflow.name, dependsOn: [], depth: 0 },
    workflow.entrypoint,
    { parameters: [...workflow.parameters].map(([name, value]) => ({ name, value })) },
  );
  const ended = await executeExitHandler(state, { root, events, seconds: (now() - start) / 1000 });
  const interrupted = options.signal.aborted;
  const finished: RunFinished = {
    type: "run-finished",
    time: now(),
    phase: interrupted && ended.phase === "Succeeded" ? "Failed" : ended.phase,
    message: record.problem() ?? ended.message,
    ...(interrupted && { interrupted }),
  };
  emit(finished);
  record.close();
  return { finished, folder, events };
}

/** `taxi-retrain-20261123-031502-7f3a`: sorts by time, and two at once differ. */
function newRunId(pipeline: string, time: number): string {
  const stamp = new Date(time).toISOString().replace(/[-:]/g, "").replace("T", "-").slice(0, 15);
  const random = Math.floor(Math.random() * 0x10000)
    .toString(16)
    .padStart(4, "0");
  return `${folderName(pipeline)}-${stamp}-${random}`;
}

/** The run's folder with its manifest and an open file of events; a disk that fills up later does not stop the run. */
async function openRecord(folder: string, options: RunOptions) {
  let file: number;
  try {
    await mkdir(folder, { recursive: true });
    writeFileSync(join(folder, "manifest.yaml"), options.manifest);
    file = openSync(join(folder, "events.jsonl"), "a");
  } catch (error) {
    throw new RunError(
      "run-folder-not-writable",
      `The folder of the run can't be written: ${(error as Error).message}`,
      "Make room or permission there, or run in another folder.",
    );
  }
  let problem: string | undefined;
  return {
    write: (event: RunEvent) => {
      try {
        appendFileSync(file, `${JSON.stringify(event)}\n`);
      } catch (error) {
        problem ??= `infrastructure: events can't be written: ${(error as Error).message}`;
      }
    },
    problem: () => problem,
    close: () => closeSync(file),
  };
}

const nobody: Answerer = async () => undefined;

function globalTags(workflow: RunnableWorkflow, uid: string): Map<string, string> {
  const parameters = [...workflow.parameters].map(([name, value]) => [`workflow.parameters.${name}`, value] as const);
  return new Map([
    ["workflow.name", workflow.name],
    ["workflow.namespace", workflow.namespace],
    ["workflow.mainEntrypoint", workflow.entrypoint],
    ["workflow.serviceAccountName", workflow.spec.serviceAccountName ?? ""],
    ["workflow.uid", uid],
    ...parameters,
  ]);
}
