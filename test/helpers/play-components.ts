import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { resolve } from "../../compiler/1-resolve/resolve.ts";
import { check } from "../../compiler/2-check/check.ts";
import { lower } from "../../compiler/3-lower/lower.ts";
import { podInputs } from "../../containers/entrypoint/layout.ts";
import type { PipelineNode } from "../../dsl/nodes/pipeline-node.ts";
import type { Answerer } from "../../runner/answers/question.ts";
import type { Executor } from "../../runner/execution/executor.ts";
import { encodeWire } from "../../util/wire-form.ts";
import { podParams } from "./pod-params.ts";
import { type RanManifest, runObjects } from "./run-manifest.ts";

/** What a component of a test does: the values that it leaves, and how it ends. */
export interface Played {
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly exitCode?: number;
  /** What it says at its end, why it failed. */
  readonly message?: string;
}

export type Player = (params: Readonly<Record<string, unknown>>) => Played | undefined;

/** A run of a test, and what each component was given. */
export interface PlayedRun extends RanManifest {
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
  const calls: Record<string, Readonly<Record<string, unknown>>[]> = {};
  const executor = playing(players, (name, params) => {
    calls[name] = [...(calls[name] ?? []), params];
  });
  return { ...(await runObjects(lower(plan, { images }), executor, { answer })), calls };
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
      const { image = "" } = pod.template.container!;
      const params = podParams(pod.template, hostPath(pod, podInputs));
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
