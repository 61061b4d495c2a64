import type { ChildProcess } from "node:child_process";
import { mkdir, readFile, stat } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import type { Template } from "../../compiler/argo/model.generated.ts";
import { killGroup } from "../pods/kill-group.ts";
import { heapFlags, outOfMemoryMessage, saysOutOfMemory } from "../pods/process/heap-limit.ts";
import type { NodeProcesses } from "../pods/process/node-processes.ts";
import { keepLog } from "../pods/step-log.ts";
import { missingVariables, type OwnEnv } from "./borrowed-env.ts";
import type { Executor, PodResult, PodRun } from "./executor.ts";
import { expandEnv } from "./expand-env.ts";
import { stopProcess } from "./stop-process.ts";
import { watchProcess } from "./watch-process.ts";

/** Where a pod of ours has its inputs and outputs, and where they lie in the folder of a step. */
const podFolders = { "/pipewright/in": "in", "/pipewright/out": "out" } as const;

export interface ProcessExecutorOptions {
  readonly processes: NodeProcesses;
  /** The program of a bundle by its content tag. */
  readonly bundleMain: (tag: string) => string;
  /** Where Node keeps what it compiled. */
  readonly compileCache: string;
  readonly seed: number;
  /** Whether steps that ask for a GPU fail without one. */
  readonly requireGpu: boolean;
  /** The author's own environment: it stands in for the Secrets and ConfigMaps of a cluster. */
  readonly ownEnv?: OwnEnv;
}

/** Runs Pipewright's own components: the entrypoint on the component's bundle, one process a step. */
export function processExecutor(options: ProcessExecutorOptions): Executor {
  return {
    refusal: async (template) => {
      const image = template.container?.image ?? "";
      const tag = contentTag(image);
      if (tag === undefined) return { why: `its image "${image}" is none of Pipewright's`, isOurs: false };
      const missing = missingVariables(template.container?.env ?? [], options.ownEnv ?? {});
      if (missing.length > 0) return { why: `it wants variables that are not set here: ${missing.join(", ")}`, isOurs: false };
      const there = await stat(options.bundleMain(tag)).catch(() => undefined);
      return there === undefined ? { why: `the code of its image "${image}" is not in this project`, isOurs: true } : undefined;
    },
    run: (pod) => runPod(pod, options),
    hostPath: ({ folder }, path) => hostPath(folder, path),
  };
}

/** The content hash in an image's tag. */
export const contentTag = (image: string): string | undefined => /:(c-[0-9a-f]{16})$/.exec(image)?.[1];

function hostPath(folder: string, path: string): string {
  for (const [inPod, name] of Object.entries(podFolders)) {
    const base = join(folder, name);
    const found = resolve(base, `.${path.slice(inPod.length)}`);
    if (path.startsWith(`${inPod}/`) && found.startsWith(base + sep)) return found;
  }
  throw new Error(`The path "${path}" is outside of ${Object.keys(podFolders).join(" and ")}.`);
}

async function runPod(pod: PodRun, options: ProcessExecutorOptions): Promise<PodResult> {
  const { template, folder } = pod;
  await Promise.all(["out", "tmp"].map((name) => mkdir(join(folder, name), { recursive: true })));
  const files = { progress: join(folder, "progress"), termination: join(folder, "termination-log") };
  const child = options.processes.start({
    compileCache: options.compileCache,
    main: options.bundleMain(contentTag(template.container?.image ?? "")!),
    flags: heapFlags(template),
    cwd: join(folder, "tmp"),
    env: {
      PIPEWRIGHT_IN: join(folder, "in"),
      PIPEWRIGHT_OUT: join(folder, "out"),
      PIPEWRIGHT_SEED: String(options.seed),
      PIPEWRIGHT_TERMINATION_LOG: files.termination,
      ARGO_PROGRESS_FILE: files.progress,
      ...expandEnv(template.container?.env ?? [], options.ownEnv),
      ...(!options.requireGpu && { PIPEWRIGHT_REQUIRE_GPU: "0" }),
    },
  });
  let memoryRanOut = false;
  const closeLog = keepLog(child, join(folder, "log"), (stream, line) => {
    if (stream === "stderr" && saysOutOfMemory(line)) memoryRanOut = true;
    pod.onLine(stream, line);
  });
  const watch = watchProcess(child, files.progress, pod.onProgress);
  const stop = stopProcess(child, pod.signal, deadlineOf(template));
  try {
    const exitCode = await exitCodeOf(child);
    const logError = await closeLog();
    const said = await readFile(files.termination, "utf8").catch(() => "");
    return {
      exitCode: logError === undefined ? exitCode : Math.max(exitCode, 1),
      ended: stop.reason(),
      terminationMessage: said || (memoryRanOut ? outOfMemoryMessage(template) : logMessage(logError) || killedMessage(exitCode)),
      peakMemory: watch.peakMemory(),
    };
  } finally {
    watch.end();
    stop.end();
  }
}

/** A container that is killed says nothing by itself; on a cluster it is mostly memory too. */
const killedMessage = (exitCode: number): string =>
  exitCode === 137 ? "infrastructure: killed (SIGKILL), perhaps for want of memory" : "";

const logMessage = (error: Error | undefined): string =>
  error === undefined ? "" : `infrastructure: the log can't be written: ${error.message}`;

/** Signals as shells count them: 128 and the signal's number. */
const signalNumbers: Readonly<Record<string, number>> = { SIGINT: 2, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 };

function exitCodeOf(child: ChildProcess): Promise<number> {
  return new Promise((resolveCode, reject) => {
    child.once("error", reject);
    child.once("exit", () => killGroup(child, "SIGKILL")); // what the step itself started and left behind would hold its pipes
    child.once("close", (code, signal) => resolveCode(code ?? 128 + (signalNumbers[signal ?? ""] ?? 1)));
  });
}

function deadlineOf(template: Template): number | undefined {
  const seconds = Number(template.activeDeadlineSeconds);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}
