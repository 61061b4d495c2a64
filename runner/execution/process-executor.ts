import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, readFileSync } from "node:fs";
import { mkdir, readFile, stat } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { finished } from "node:stream/promises";
import type { Template } from "../../compiler/argo/model.generated.ts";
import type { Executor, PodResult, PodRun } from "./executor.ts";
import { expandEnv } from "./expand-env.ts";
import { LineSplitter } from "./line-splitter.ts";

/** Where a pod of ours has its inputs and outputs, and where they lie in the folder of a step. */
const podFolders = { "/pipewright/in": "in", "/pipewright/out": "out" } as const;

/** Kubernetes' own: from SIGTERM to SIGKILL. */
const graceMilliseconds = 30_000;
const lookEveryMilliseconds = 200;

/** What a container gets of this machine's environment: what a program can't live without, and ways through a proxy. */
const inherited = [
  "PATH",
  "HOME",
  "TMPDIR",
  "TMP",
  "TEMP",
  "SystemRoot",
  "LANG",
  "NODE_EXTRA_CA_CERTS",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
  "http_proxy",
  "https_proxy",
  "no_proxy",
];

export interface ProcessExecutorOptions {
  /** The program of a bundle by its content tag. */
  readonly bundleMain: (tag: string) => string;
  /** Where Node keeps what it compiled. */
  readonly compileCache: string;
  readonly seed: number;
  /** Whether steps that ask for a GPU fail without one. */
  readonly requireGpu: boolean;
}

/** Runs Pipewright's own components: the entrypoint on the component's bundle, one process a step. */
export function processExecutor(options: ProcessExecutorOptions): Executor {
  return {
    refusal: async (template) => {
      const image = template.container?.image ?? "";
      const tag = contentTag(image);
      if (tag === undefined) return `its image "${image}" is none of Pipewright's`;
      const there = await stat(options.bundleMain(tag)).catch(() => undefined);
      return there === undefined ? `the code of its image "${image}" is not in this project` : undefined;
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
  await mkdir(join(folder, "out"), { recursive: true });
  await mkdir(join(folder, "tmp"), { recursive: true });
  const files = { progress: join(folder, "progress"), termination: join(folder, "termination-log") };
  const main = options.bundleMain(contentTag(template.container?.image ?? "")!);
  const child = spawn(process.execPath, [...heapLimit(template), main], {
    cwd: join(folder, "tmp"),
    detached: process.platform !== "win32", // a group of its own: Ctrl-C reaches the runner only, and a kill the step's own children
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...ownEnvironment(),
      NODE_COMPILE_CACHE: options.compileCache,
      PIPEWRIGHT_IN: join(folder, "in"),
      PIPEWRIGHT_OUT: join(folder, "out"),
      PIPEWRIGHT_SEED: String(options.seed),
      PIPEWRIGHT_TERMINATION_LOG: files.termination,
      ARGO_PROGRESS_FILE: files.progress,
      ...expandEnv(template.container?.env ?? []),
      ...(options.requireGpu ? {} : { PIPEWRIGHT_REQUIRE_GPU: "0" }),
    },
  });
  const log = createWriteStream(join(folder, "log"));
  const logError = finished(log).then(
    () => undefined,
    (error: Error) => error,
  );
  let memoryRanOut = false;
  for (const stream of ["stdout", "stderr"] as const) {
    const lines = new LineSplitter((line) => {
      if (stream === "stderr" && outOfMemory.test(line)) memoryRanOut = true;
      pod.onLine(stream, line);
    });
    child[stream].on("data", (chunk: Buffer) => {
      lines.write(chunk);
      if (!log.destroyed) log.write(chunk);
    });
    child[stream].on("end", () => lines.end());
  }
  const watch = watchPod(child, files.progress, pod.onProgress);
  const stop = stopper(child, pod.signal, deadlineOf(template));
  try {
    const exitCode = await exitCodeOf(child);
    log.end();
    const problem = await logError;
    const said = await readFile(files.termination, "utf8").catch(() => "");
    const terminationMessage = said === "" && memoryRanOut ? `infrastructure: out of memory${limitText(template)}` : said;
    return {
      exitCode: problem === undefined ? exitCode : Math.max(exitCode, 1),
      ended: stop.reason(),
      terminationMessage:
        problem === undefined || terminationMessage !== ""
          ? terminationMessage
          : `infrastructure: the log can't be written: ${problem.message}`,
      peakMemory: watch.peakMemory(),
    };
  } finally {
    watch.end();
    stop.end();
  }
}

/** A limit of memory kills a container; here it limits the heap, which ends the process as well. */
function heapLimit(template: Template): readonly string[] {
  const bytes = quantityBytes(template.container?.resources?.limits?.["memory"]);
  return bytes === undefined ? [] : [`--max-old-space-size=${Math.max(16, Math.floor(bytes / 2 ** 20))}`];
}

function limitText(template: Template): string {
  const limit = template.container?.resources?.limits?.["memory"];
  return limit === undefined ? "" : `, its limit is ${limit}`;
}

const quantityUnits: Readonly<Record<string, number>> = {
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** Bytes of a quantity as Kubernetes writes them; undefined for none, or one in other units. */
function quantityBytes(quantity: string | number | undefined): number | undefined {
  const [, count, unit = ""] = /^(\d+(?:\.\d+)?)([kMGT]i?)?$/.exec(String(quantity ?? "")) ?? [];
  return count === undefined ? undefined : Number(count) * quantityUnits[unit]!;
}

/** What V8 says before it gives up. */
const outOfMemory = /JavaScript heap out of memory/;

function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(inherited.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}

/** Signals as shells count them: 128 and the signal's number. */
const signalNumbers: Readonly<Record<string, number>> = { SIGINT: 2, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 };

function exitCodeOf(child: ChildProcess): Promise<number> {
  return new Promise((resolveCode, reject) => {
    child.once("error", reject);
    child.once("exit", () => killGroup(child, "SIGKILL")); // what the step itself started and left behind would hold its pipes
    child.once("close", (code, signal) => resolveCode(code ?? 128 + (signalNumbers[signal ?? ""] ?? 1)));
  });
}

/** Looks at a running step: its progress file, and how much memory it has had at most. */
function watchPod(child: ChildProcess, progressFile: string, onProgress: PodRun["onProgress"]) {
  let last = "";
  let peak: number | undefined;
  const look = () => {
    peak = Math.max(peak ?? 0, highestMemory(child.pid) ?? 0) || undefined;
    const text = readText(progressFile);
    const [, done, total] = /^(\d+)\/(\d+)/.exec(text ?? "") ?? [];
    if (done === undefined || text === last) return;
    last = text!;
    onProgress(Number(done), Number(total));
  };
  const timer = setInterval(look, lookEveryMilliseconds);
  return { end: () => clearInterval(timer), peakMemory: () => peak };
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** The high-water mark of resident memory, in bytes, where the system tells it. */
function highestMemory(pid: number | undefined): number | undefined {
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB/m.exec((pid !== undefined && readText(`/proc/${pid}/status`)) || "") ?? [];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}

function deadlineOf(template: Template): number | undefined {
  const seconds = Number(template.activeDeadlineSeconds);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}

/** Ends a step when the run is stopped or its time is up: SIGTERM, and SIGKILL after the grace period. */
function stopper(child: ChildProcess, signal: AbortSignal, deadlineSeconds: number | undefined) {
  let reason: string | undefined;
  let killing: NodeJS.Timeout | undefined;
  const stop = (why: string, grace: number) => {
    reason ??= why;
    killGroup(child, "SIGTERM");
    killing ??= setTimeout(() => killGroup(child, "SIGKILL"), grace);
  };
  const onAbort = () => stop("workflow shutdown with strategy:  Terminate", 5000);
  signal.addEventListener("abort", onAbort);
  if (signal.aborted) onAbort();
  const timer =
    deadlineSeconds === undefined
      ? undefined
      : setTimeout(
          () => stop("Pod was active on the node longer than the specified deadline", graceMilliseconds),
          deadlineSeconds * 1000,
        );
  return {
    reason: () => reason,
    end: () => {
      signal.removeEventListener("abort", onAbort);
      clearTimeout(timer);
      clearTimeout(killing);
    },
  };
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // it has ended by itself
  }
}
