import { readFileSync } from "node:fs";
import nodeModule from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { SourceFinding } from "../compiler/source/source-finding.ts";
import { readingFile, rememberedFindings } from "./source-cache.ts";
import { version } from "./version.ts";

/** What the thread that reads is told when it starts. */
export interface SourceWorkerData {
  readonly compileCache: string | undefined;
}

export interface ReadingRequest {
  readonly file: string;
  /** Where to remember the answer. */
  readonly remember: string | undefined;
}

export interface ReadingAnswer {
  readonly file: string;
  readonly findings: readonly SourceFinding[];
}

/**
 * Reads the author's pipeline file and what it imports from the project. Starts at once, in a thread of its own, while the caller
 * loads the pipeline; of files that have not changed since, what was found is remembered.
 */
export async function readPipelineSource(file: string, workspace: string): Promise<readonly SourceFinding[]> {
  const remember = isBundled ? readingFile(workspace, file, readerName()) : undefined;
  const remembered = remember === undefined ? undefined : rememberedFindings(remember);
  return remembered ?? (await askWorker({ file, remember }));
}

/** Loads the parser now, for who will want it soon. */
export function readAhead(): void {
  worker ??= startWorker();
  if (waiting.size === 0) worker.unref();
}

const isBundled = import.meta.url.includes("/dist/");

/** The program of the thread: beside this one, or the door of dist/. */
const workerUrl = isBundled
  ? new URL(`${import.meta.url.slice(0, import.meta.url.lastIndexOf("/dist/"))}/dist/source-worker.js`)
  : new URL("./source-worker.ts", import.meta.url);

/** The program names the chunks that it loads by their content, so that another reader has another name. */
const readerName = (): string => `${version} ${readFileSync(fileURLToPath(workerUrl), "utf8")}`;

let worker: Worker | undefined;
/** Who waits for which file. */
const waiting = new Map<string, PromiseWithResolvers<readonly SourceFinding[]>>();

function askWorker(request: ReadingRequest): Promise<readonly SourceFinding[]> {
  const asked = waiting.get(request.file);
  if (asked !== undefined) return asked.promise;
  const answer = Promise.withResolvers<readonly SourceFinding[]>();
  waiting.set(request.file, answer);
  worker ??= startWorker();
  worker.ref();
  worker.postMessage(request);
  return answer.promise;
}

/** One thread for all readings of a process; it keeps the process alive only while somebody waits. */
function startWorker(): Worker {
  const cacheFolder = nodeModule.getCompileCacheDir();
  const workerData: SourceWorkerData = { compileCache: cacheFolder === undefined ? undefined : dirname(cacheFolder) };
  const started = new Worker(workerUrl, { workerData, resourceLimits: { stackSizeMb: 16 } });
  started.on("message", ({ file, findings }: ReadingAnswer) => {
    waiting.get(file)?.resolve(findings);
    waiting.delete(file);
    if (waiting.size === 0) started.unref();
  });
  started.on("error", (error) => {
    worker = undefined;
    for (const answer of waiting.values()) answer.reject(error);
    waiting.clear();
  });
  return started;
}
