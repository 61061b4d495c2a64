import type { ChildProcess } from "node:child_process";
import { lstat, mkdir, stat, utimes } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import type { Template } from "../../../compiler/argo/model.generated.ts";
import { containerEnv } from "../container-env.ts";
import { exitCodeOf } from "../exit-code.ts";
import { killGroup } from "../kill-group.ts";
import type { Place, PodPlace, RunningContainer } from "../place.ts";
import type { Pod, PodRefusal } from "../pod.ts";
import type { PodOptions } from "../pod-options.ts";
import { contentTag } from "./content-tag.ts";
import { heapFlags, outOfMemoryMessage, saysOutOfMemory } from "./heap-limit.ts";
import type { ProcessStarter, StepProcess } from "./node-processes.ts";

/** Where a pod of ours has its inputs and outputs, and where they lie in the folder of a pod. */
const podFolders = { "/pipewright/in": "in", "/pipewright/out": "out" } as const;

export interface ProcessOptions extends PodOptions {
  readonly processes: ProcessStarter;
  /** The program of a bundle by its content tag. */
  readonly bundleMain: (tag: string) => string;
  /** Where Node keeps what it compiled. */
  readonly compileCache: string;
  readonly seed: number;
  /** Further flags of Node, such as those of its inspector. */
  readonly nodeFlags?: readonly string[];
  /** Whether steps that ask for a GPU fail without one. */
  readonly requireGpu: boolean;
}

/** Pipewright's own components: the entrypoint on the component's bundle, one process a pod. */
export function processPlace(options: ProcessOptions): Place {
  return {
    refusal: (template) => refusal(template, options),
    inputPath: (pod, artifact) => pathInFolder(pod.folder, artifact.path ?? ""),
    open: (pod) => openPod(pod, options),
  };
}

async function refusal(template: Template, options: ProcessOptions): Promise<PodRefusal | undefined> {
  const image = template.container?.image ?? "";
  const tag = contentTag(image);
  if (tag === undefined) return { why: `its image "${image}" is none of Pipewright's`, isOurs: false };
  const identity = { name: "", namespace: "", uid: "", ip: "", template };
  const { missing } = containerEnv(template.container ?? {}, { objects: options.objects, own: options.env, identity });
  if (missing.length > 0)
    return { why: `it wants variables that are not set here: ${missing.map(({ shown }) => shown).join(", ")}`, isOurs: false };
  const main = options.bundleMain(tag);
  const now = new Date();
  await utimes(dirname(main), now, now).catch(() => undefined); // what is used stays young: `pipewright gc` goes by it
  const there = await stat(main).catch(() => undefined);
  return there === undefined ? { why: `the code of its image "${image}" is not in this project`, isOurs: true } : undefined;
}

function pathInFolder(folder: string, path: string): string {
  for (const [inPod, name] of Object.entries(podFolders)) {
    const base = join(folder, name);
    const found = resolve(base, `.${path.slice(inPod.length)}`);
    if (path.startsWith(`${inPod}/`) && found.startsWith(base + sep)) return found;
  }
  throw new Error(`The path "${path}" is outside of ${Object.keys(podFolders).join(" and ")}.`);
}

async function openPod(pod: Pod, options: ProcessOptions): Promise<PodPlace> {
  const { folder, template } = pod;
  await Promise.all(["in", "out", "tmp"].map((name) => mkdir(join(folder, name), { recursive: true })));
  return {
    start: async ({ env, files }) => {
      await mkdir(dirname(files.progress), { recursive: true });
      const child = options.processes.start({
        compileCache: options.compileCache,
        main: options.bundleMain(contentTag(template.container?.image ?? "")!),
        flags: [...heapFlags(template), ...(options.nodeFlags ?? [])],
        cwd: join(folder, "tmp"),
        env: {
          PIPEWRIGHT_IN: join(folder, "in"),
          PIPEWRIGHT_OUT: join(folder, "out"),
          PIPEWRIGHT_SEED: String(options.seed),
          PIPEWRIGHT_TERMINATION_LOG: files.termination,
          ARGO_PROGRESS_FILE: files.progress,
          ...env,
          ...(!options.requireGpu && { PIPEWRIGHT_REQUIRE_GPU: "0" }),
        },
      });
      return running(child, template);
    },
    find: async (_, path) => {
      const file = pathInFolder(folder, path);
      return (await lstat(file).catch(() => undefined)) === undefined ? undefined : file;
    },
    end: async () => undefined,
  };
}

function running(child: StepProcess, template: Template): RunningContainer {
  let memoryRanOut = false;
  child.stderr.on("data", (chunk: Buffer) => {
    if (saysOutOfMemory(chunk.toString("latin1"))) memoryRanOut = true;
  });
  child.once("exit", () => killGroup(child, "SIGKILL")); // what the step itself started and left behind would hold its pipes
  return {
    stdout: child.stdout,
    stderr: child.stderr,
    ended: exitCodeOf(child).then((exitCode) => ({
      exitCode,
      ...said(exitCode, memoryRanOut ? outOfMemoryMessage(template) : ""),
    })),
    pid: () => livePid(child),
    signal: (signal) => killGroup(child, signal),
    exec: async () => 1,
    ip: async () => "127.0.0.1",
  };
}

const livePid = (child: ChildProcess) => (child.exitCode === null && child.signalCode === null ? child.pid : undefined);

/** A process that is killed says nothing by itself; on a cluster it is mostly memory too. */
function said(exitCode: number, words: string): { readonly message?: string } {
  if (words !== "") return { message: words };
  return exitCode === 137 ? { message: "infrastructure: killed (SIGKILL), perhaps for want of memory" } : {};
}
