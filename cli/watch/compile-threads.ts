import nodeModule from "node:module";
import { dirname, resolve } from "node:path";
import { Worker } from "node:worker_threads";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import type { Compiled, CompileOptions } from "../compile-pipeline.ts";
import { readPipelineSource } from "../source-reader.ts";
import type { CompileThreadData, FromThread, ToThread } from "./messages.ts";

/** What came of compiling once. */
export interface Outcome {
  /** Absent when there are errors. */
  readonly compiled: Compiled | undefined;
  readonly problems: readonly Diagnostic[];
  /** The author's modules that were loaded. */
  readonly files: readonly string[];
}

const isBundled = import.meta.url.includes("/dist/");
const threadUrl = isBundled
  ? new URL(`${import.meta.url.slice(0, import.meta.url.lastIndexOf("/dist/"))}/dist/compile-thread.js`)
  : new URL("./compile-thread.ts", import.meta.url);

/** Compiles the same file again and again, each time with modules as they are now. */
export class CompileThreads {
  readonly #data: CompileThreadData;
  #next: Worker;

  constructor(file: string, { given, registry, target, profile }: CompileOptions) {
    const cache = nodeModule.getCompileCacheDir();
    const compileCache = cache === undefined ? undefined : dirname(cache);
    this.#data = { file: resolve(file), given, registry, target: target.name, profile, compileCache };
    this.#next = this.#start();
  }

  /** Compiles in the thread that waits, and lets the next one get ready. */
  async compile(): Promise<Outcome> {
    const worker = this.#next;
    const outcome = await outcomeOf(worker);
    this.#next = this.#start();
    void worker.terminate();
    return outcome;
  }

  async end(): Promise<void> {
    await this.#next.terminate();
  }

  #start(): Worker {
    return new Worker(threadUrl, { workerData: this.#data });
  }
}

function outcomeOf(worker: Worker): Promise<Outcome> {
  const tell = (message: ToThread) => worker.postMessage(message);
  return new Promise((done, fail) => {
    worker.on("error", fail);
    worker.on("exit", (code) => fail(new Error(`the thread that compiles ended with ${code}`)));
    worker.on("message", (message: FromThread) => {
      switch (message.kind) {
        case "ready":
          return;
        case "read":
          readPipelineSource(message.file, message.workspace).then(
            (findings) => tell({ kind: "findings", findings }),
            (error: Error) => tell({ kind: "unread", message: error.message }),
          );
          return;
        case "compiled":
          done({ compiled: message.compiled, problems: message.compiled.warnings, files: message.files });
          return;
        case "problems":
          done({ compiled: undefined, problems: message.problems, files: message.files });
      }
    });
    tell({ kind: "compile" });
  });
}
