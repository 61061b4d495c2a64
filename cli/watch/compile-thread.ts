import nodeModule from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import type * as Zod from "zod";
import type { SourceFinding } from "../../compiler/source/source-finding.ts";
import { targets } from "../../compiler/targets/targets.ts";
import type * as Dsl from "../../dsl/index.ts";
import { compilePipeline } from "../compile-pipeline.ts";
import { ProblemError } from "../problem-error.ts";
import { UsageError } from "../usage-error.ts";
import type { CompileThreadData, FromThread, ToThread } from "./messages.ts";
import { warmUp } from "./warm-up.ts";

/**
 * Compiles a pipeline once, in a thread that has loaded everything but the author's modules and waits for the word. Node keeps each module that
 * it has loaded, so a changed one needs a new thread; the next waits while this one works.
 */
const { file, given, registry, target, profile, compileCache } = workerData as CompileThreadData;
if (compileCache !== undefined) nodeModule.enableCompileCache(compileCache);

const port = parentPort!;
const send = (message: FromThread): void => port.postMessage(message);

/** Files of the author's that were loaded: when one lies outside of the project, its folder is watched too. */
const files = new Set<string>([file]);
/** Stands before the name of a package that is loaded ahead, as the pipeline file would find it. */
const ahead = "ahead-of-the-pipeline:";
nodeModule.registerHooks({
  resolve: (specifier, context, next) =>
    specifier.startsWith(ahead)
      ? next(specifier.slice(ahead.length), { ...context, parentURL: pathToFileURL(file).href })
      : next(specifier, context),
  load: (url, context, next) => {
    if (url.startsWith("file:") && !url.includes("/node_modules/")) files.add(fileURLToPath(url));
    return next(url, context);
  },
});

/** The source is read by the main thread, whose parser stays in memory. */
let answer: PromiseWithResolvers<readonly SourceFinding[]> | undefined;
const readSource = (path: string, workspace: string): Promise<readonly SourceFinding[]> => {
  answer = Promise.withResolvers();
  send({ kind: "read", file: path, workspace });
  return answer.promise;
};

async function compileOnce(): Promise<void> {
  try {
    const compiled = await compilePipeline(file, { given, registry, target: targets[target], profile, readSource });
    send({ kind: "compiled", compiled, files: [...files] });
  } catch (error) {
    if (error instanceof UsageError) throw new Error(error.message);
    if (!(error instanceof ProblemError)) throw error;
    send({ kind: "problems", problems: error.diagnostics, files: [...files] });
  }
}

port.on("message", (message: ToThread) => {
  switch (message.kind) {
    case "compile":
      void compileOnce();
      return;
    case "findings":
      answer?.resolve(message.findings);
      return;
    case "unread":
      answer?.reject(new Error(message.message));
  }
});

/** The packages that the pipeline file will want; where it does not, or has others, nothing is lost. */
const load = (name: string): Promise<unknown> => import(`${ahead}${name}`).catch(() => undefined);
const [dsl, zod] = await Promise.all([load("pipewright"), load("zod"), load("pipewright/components")]);
try {
  warmUp(dsl as typeof Dsl, zod as typeof Zod, targets[target]);
} catch {
  // the pipeline file itself will say what is missing
}
send({ kind: "ready" });
