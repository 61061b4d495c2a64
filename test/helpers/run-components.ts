import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { resolve } from "../../compiler/1-resolve/resolve.ts";
import { check } from "../../compiler/2-check/check.ts";
import { lower } from "../../compiler/3-lower/lower.ts";
import { tasksOfAll } from "../../compiler/plan/visit-plan.ts";
import { execute } from "../../containers/entrypoint/execute.ts";
import { podInputs, podOutputs } from "../../containers/entrypoint/layout.ts";
import type { AnyComponent } from "../../dsl/component.ts";
import type { PipelineNode } from "../../dsl/nodes/pipeline-node.ts";
import type { Executor, PodRun } from "../../runner/execution/executor.ts";
import { folderName } from "../../runner/scheduler/artifact-key.ts";
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
  const byFolder = new Map<string, Received>();
  const nodeOf = new Map<string, string>();
  let workflow = "";
  const ran = await runObjects(
    lower(plan, { images, args }),
    inThisProcess(components, (folder, received) => byFolder.set(basename(folder), received)),
    {
      onEvent: (event) => {
        if (event.type === "run-started") workflow = event.workflow;
        if (event.type === "node-started") nodeOf.set(folderName(event.node), shortName(event.node, workflow));
      },
    },
  );
  const named = [...byFolder].map(([folder, received]) => [nodeOf.get(folder) ?? folder, received] as const);
  return { phase: ran.phase, message: ran.message, received: Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** Runs components where their pods would run, and tells of each what it was given. */
export function inThisProcess(
  components: ReadonlyMap<string, AnyComponent>,
  onCall: (folder: string, received: Received, pod: PodRun) => void,
): Executor {
  const hostPath: Executor["hostPath"] = ({ folder }, path) => join(folder, "root", path);
  return {
    refusal: async () => undefined,
    hostPath,
    run: async (pod) => {
      const { image = "" } = pod.template.container!;
      const inputsFolder = hostPath(pod, podInputs);
      const params = podParams(pod.template, inputsFolder);
      const inputs = readTexts(inputsFolder);
      onCall(pod.folder, { component: image, params, ...(Object.keys(inputs).length > 0 && { inputs }) }, pod);
      const end = { ended: undefined, peakMemory: undefined };
      try {
        await execute({
          component: components.get(image)!,
          params,
          inputsFolder,
          outputsFolder: hostPath(pod, podOutputs),
          log: { info: (line) => pod.onLine("stdout", line), warn: (line) => pod.onLine("stderr", line) },
          seed: 1,
          signal: pod.signal,
          progress: pod.onProgress,
        });
        return { ...end, exitCode: 0, terminationMessage: "" };
      } catch (error) {
        return { ...end, exitCode: 1, terminationMessage: (error as Error).message };
      }
    },
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
