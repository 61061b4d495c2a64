import { existsSync, readFileSync } from "node:fs";
import nodeModule from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import { type FileState, fileState } from "../containers/build/file-state.ts";
import type { ReadingAnswer, ReadingRequest, SourceWorkerData } from "./source-reader.ts";

/**
 * Reads pipeline files in a thread beside the one that loads them. The parser is large: Node's compile cache, which every thread has
 * to ask for, makes it two thirds cheaper to load.
 */
const { compileCache } = workerData as SourceWorkerData;
if (compileCache !== undefined) nodeModule.enableCompileCache(compileCache);
const [{ readSource }, { rememberFindings }] = await Promise.all([
  import("../compiler/source/read-source.ts"),
  import("./source-cache.ts"),
]);

parentPort!.on("message", ({ file, remember }: ReadingRequest) => {
  const states: FileState[] = [];
  const findings = readSource(file, (path) => {
    states.push(fileState(path)); // before it is read: a change in between is one that comes later
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
  });
  if (remember !== undefined) rememberFindings(remember, states, findings); // before the answer, which may end the process
  const answer: ReadingAnswer = { file, findings };
  parentPort!.postMessage(answer);
  nodeModule.flushCompileCache();
});
