import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { resolve } from "../../compiler/1-resolve/resolve.ts";
import { check } from "../../compiler/2-check/check.ts";
import { lower } from "../../compiler/3-lower/lower.ts";
import { podInputs } from "../../containers/entrypoint/layout.ts";
import type { PipelineNode } from "../../dsl/nodes/pipeline-node.ts";
import type { Answerer } from "../../runner/answers/question.ts";
import { encodeWire } from "../../util/wire-form.ts";
import type { Play } from "./played-pods.ts";
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
  const play = playing(players, (name, params) => {
    calls[name] = [...(calls[name] ?? []), params];
  });
  return { ...(await runObjects(lower(plan, { images }), play, { answerer: answer })), calls };
}

function playing(
  players: Readonly<Record<string, Player>>,
  onCall: (name: string, params: Readonly<Record<string, unknown>>) => void,
): Play {
  return ({ container: { spec, env }, path }) => {
    const { image = "" } = spec;
    const params = podParams(env, path(podInputs));
    onCall(image, params);
    const { outputs = {}, exitCode = 0, message = "" } = players[image]?.(params) ?? {};
    for (const [name, value] of Object.entries(outputs)) {
      const file = path(`/pipewright/out/parameters/${name}`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, encodeWire(value));
    }
    return { exitCode, message };
  };
}
