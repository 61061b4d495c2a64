import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { resolve } from "../../compiler/1-resolve/resolve.ts";
import { check } from "../../compiler/2-check/check.ts";
import { lower } from "../../compiler/3-lower/lower.ts";
import { print } from "../../compiler/4-print/print.ts";
import type { PipelineNode } from "../../dsl/nodes/pipeline-node.ts";
import type { Answerer } from "../../runner/answers/question.ts";
import type { NodeFinished, RunEvent } from "../../runner/event.ts";
import type { Executor } from "../../runner/execution/executor.ts";
import { readManifest } from "../../runner/manifest/read-manifest.ts";
import { runnableWorkflow } from "../../runner/manifest/runnable-workflow.ts";
import { run } from "../../runner/run.ts";
import { decodeWire, encodeWire } from "../../util/wire-form.ts";

/** What a component of a test does: the values that it leaves, and how it ends. */
export interface Played {
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly exitCode?: number;
  /** What it says at its end, why it failed. */
  readonly message?: string;
}

export type Player = (params: Readonly<Record<string, unknown>>) => Played | undefined;

/** A run of a test: how each node ended, by its name without the Workflow's, and what each component was given. */
export interface PlayedRun {
  readonly phase: string;
  readonly message: string;
  readonly nodes: Readonly<Record<string, NodeFinished>>;
  readonly calls: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
}

/** Compiles a pipeline and runs its manifest with components that are played: the wire and the manifest are real, the containers not. */
export async function playPipeline(
  pipeline: PipelineNode,
  players: Readonly<Record<string, Player>>,
  answer?: Answerer,
): Promise<PlayedRun> {
  const plan = resolve(pipeline);
  const problems = check(plan);
  if (problems.length > 0) throw new Error(problems.map(({ code, message }) => `${code}: ${message}`).join("\n"));
  const images = {
    imageOf: ({ component }: { component: { spec: { name: string } } }) => component.spec.name,
    fileUri: () => "",
    sourceText: () => "",
  };
  const manifest = print(lower(plan, { images }));
  const calls: Record<string, Readonly<Record<string, unknown>>[]> = {};
  const workflow = runnableWorkflow(readManifest(manifest, "test.yaml"));
  const events: RunEvent[] = [];
  const { finished } = await run({
    workflow,
    manifest,
    runsFolder: mkdtempSync(join(tmpdir(), "pipewright-")),
    executor: playing(players, (name, params) => {
      calls[name] = [...(calls[name] ?? []), params];
    }),
    parallel: 4,
    signal: new AbortController().signal,
    onEvent: (event) => events.push(event),
    ...(answer && { answer, canAnswer: () => true }),
  });
  const ended = events.filter((event) => event.type === "node-finished");
  const shortName = (node: string) => (node === workflow.name ? "" : node.slice(workflow.name.length + 1));
  return {
    phase: finished.phase,
    message: finished.message,
    nodes: Object.fromEntries(ended.map((event) => [shortName(event.node), event])),
    calls,
  };
}

function playing(
  players: Readonly<Record<string, Player>>,
  onCall: (name: string, params: Readonly<Record<string, unknown>>) => void,
): Executor {
  const hostPath: Executor["hostPath"] = ({ folder }, path) => join(folder, "root", path);
  return {
    refusal: async () => undefined,
    hostPath,
    run: async (pod) => {
      const { image = "", env = [] } = pod.template.container!;
      const params = Object.fromEntries(
        env.map(({ name, value }) => [name.replace("PIPEWRIGHT_PARAM_", ""), decodeWire(value ?? "null")]),
      );
      onCall(image, params);
      const { outputs = {}, exitCode = 0, message = "" } = players[image]?.(params) ?? {};
      for (const [name, value] of Object.entries(outputs)) {
        const path = hostPath(pod, `/pipewright/out/parameters/${name}`);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, encodeWire(value));
      }
      return { exitCode, ended: undefined, terminationMessage: message, peakMemory: undefined };
    },
  };
}
