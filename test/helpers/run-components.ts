import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { resolve } from "../../compiler/1-resolve/resolve.ts";
import { check } from "../../compiler/2-check/check.ts";
import { lower } from "../../compiler/3-lower/lower.ts";
import { tasksOfAll } from "../../compiler/plan/visit-plan.ts";
import { execute } from "../../containers/entrypoint/execute.ts";
import { podInputs, podOutputs } from "../../containers/entrypoint/layout.ts";
import type { AnyComponent } from "../../dsl/component.ts";
import type { PipelineNode } from "../../dsl/nodes/pipeline-node.ts";
import type { Play, PlayedContainer } from "./played-pods.ts";
import { podParams } from "./pod-params.ts";
import { runObjects, shortName } from "./run-manifest.ts";

/** What a component was given: its parameters, and the text of its inputs, a list of texts for a list of artifacts. */
export interface Received {
  readonly component: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly inputs?: Readonly<Record<string, string | readonly string[]>>;
}

export interface RanComponents {
  readonly phase: string;
  readonly message: string;
  /** By the name of the node, in the order of names. */
  readonly received: Readonly<Record<string, Received>>;
}

/**
 * Compiles a pipeline and runs its manifest with its own components, in this process: wire, manifest, artifacts and checks are real,
 * only the processes are not.
 */
export async function runComponents(pipeline: PipelineNode, args: Readonly<Record<string, string>> = {}): Promise<RanComponents> {
  const plan = resolve(pipeline);
  const problems = check(plan);
  if (problems.length > 0) throw new Error(problems.map(({ code, message }) => `${code}: ${message}`).join("\n"));
  const components = new Map(tasksOfAll(plan).map(({ component }) => [component.spec.name, component]));
  const images = {
    imageOf: ({ component }: { component: AnyComponent }) => component.spec.name,
    fileUri: () => "",
    sourceText: () => "",
  };
  const received = new Map<string, Received>();
  let workflow = "";
  const { phase, message } = await runObjects(
    lower(plan, { images, args }),
    inThisProcess(components, (one, { pod }) => received.set(pod.node, one)),
    {
      onEvent: (event) => {
        if (event.type === "run-started") workflow = event.workflow;
      },
    },
  );
  const named = [...received].map(([node, one]) => [shortName(node, workflow), one] as const);
  return { phase, message, received: Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** Runs components where their pods would run, and tells of each what it was given. */
export function inThisProcess(
  components: ReadonlyMap<string, AnyComponent>,
  onCall: (received: Received, played: PlayedContainer) => void,
): Play {
  return async (played) => {
    const { pod, container, path, say } = played;
    const { image = "" } = container.spec;
    const inputsFolder = path(podInputs);
    const params = podParams(container.env, inputsFolder);
    const inputs = readTexts(inputsFolder);
    onCall({ component: image, params, ...(Object.keys(inputs).length > 0 && { inputs }) }, played);
    try {
      await execute({
        component: components.get(image)!,
        params,
        inputsFolder,
        outputsFolder: path(podOutputs),
        log: { info: (line) => say(line), warn: (line) => say(line, "stderr") },
        seed: 1,
        signal: pod.stop,
        progress: pod.events.onProgress,
      });
      return undefined;
    } catch (error) {
      return { exitCode: 1, message: (error as Error).message };
    }
  };
}

/** The files of a folder as text; those of a folder in it, a list of artifacts, in the order of their names. */
function readTexts(folder: string): Readonly<Record<string, string | readonly string[]>> {
  if (!existsSync(folder)) return {};
  const text = (path: string): string => readFileSync(path, "utf8");
  const read = (path: string) =>
    statSync(path).isDirectory()
      ? readdirSync(path)
          .sort()
          .map((entry) => text(join(path, entry)))
      : text(path);
  return Object.fromEntries(
    readdirSync(folder)
      .filter((name) => !name.startsWith("."))
      .sort()
      .map((name) => [name, read(join(folder, name))]),
  );
}
