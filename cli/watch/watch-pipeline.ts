import { dirname, relative, resolve } from "node:path";
import { isError } from "../../compiler/diagnostics/diagnostic.ts";
import { diffManifests } from "../../compiler/diff/diff-manifests.ts";
import type { ManifestObject } from "../../compiler/diff/read/read-pipeline.ts";
import { workspaceOf } from "../../containers/build/build-bundles.ts";
import type { Compiled, CompileOptions } from "../compile-pipeline.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { interruptible } from "../interrupt.ts";
import { requireFile } from "../load-pipeline.ts";
import { printChanges } from "../print-changes.ts";
import { reportDiagnostics } from "../print-diagnostics.ts";
import { readAhead } from "../source-reader.ts";
import { terminalFor } from "../terminal.ts";
import { CompileThreads, type Outcome } from "./compile-threads.ts";
import { FolderWatcher } from "./folder-watcher.ts";

/** Editors write a file in several steps; a change is over when nothing has happened for so long. */
const settleMilliseconds = 10;

/** Writes a manifest. @returns the file */
export type Write = (compiled: Compiled) => Promise<string>;

/**
 * Compiles a pipeline, and again whenever a file of its project changes, until Ctrl-C. Says what changed in the manifest; a wrong pipeline is
 * told of, and the manifest stays as it was.
 */
export async function watchPipeline(file: string, options: CompileOptions, outFolder: string, write: Write): Promise<ExitCode> {
  const path = requireFile(file);
  const threads = new CompileThreads(path, options);
  const changes = new Changes();
  const watcher = new FolderWatcher(() => changes.add(), [resolve(outFolder)]);
  const stop = interruptible();
  stop.signal.addEventListener("abort", () => changes.add());
  watcher.watchTree(workspaceOf(path));
  let last: Outcome | undefined;
  try {
    while (!stop.signal.aborted) {
      const started = performance.now();
      const outcome = await threads.compile();
      for (const loaded of outcome.files) watcher.watchFolder(dirname(loaded));
      await report(outcome, last, started, write);
      if (last === undefined) readAhead();
      last = { ...outcome, compiled: outcome.compiled ?? last?.compiled };
      await changes.settled(stop.signal);
    }
  } finally {
    stop.end();
    watcher.close();
    await threads.end();
  }
  process.stderr.write("Stopped watching.\n");
  return exitCode.fine;
}

/** Says what has become of the manifest, and writes it when it is another one. */
async function report(outcome: Outcome, last: Outcome | undefined, started: number, write: Write): Promise<void> {
  const { compiled, problems } = outcome;
  const isNews = last === undefined || JSON.stringify(problems) !== JSON.stringify(last.problems);
  if (isNews) reportDiagnostics(problems);
  if (compiled === undefined) {
    if (isNews) say("The manifest stays as it was.");
    return;
  }
  const before = last?.compiled;
  if (before?.text === compiled.text) {
    if (isNews) say("Nothing changes in the manifest.");
    return;
  }
  const written = relative(process.cwd(), await write(compiled));
  const took = `${Math.round(performance.now() - started)} ms`;
  if (before === undefined)
    say(`${written}: ${compiled.objects.map(({ kind }) => kind).join(" and ")}, ${took}. Waiting for changes; Ctrl-C ends it.`);
  else {
    say(`${written}, ${took}`);
    process.stdout.write(printChanges(diffManifests(plain(before), plain(compiled)), terminalFor(process.stdout)));
  }
  if (last?.problems.some(isError) === true) say("No problems any more.");
}

const plain = ({ objects }: Compiled): readonly ManifestObject[] => objects as readonly object[] as readonly ManifestObject[];

const say = (text: string): void => void process.stderr.write(`${new Date().toTimeString().slice(0, 8)}  ${text}\n`);

/** Changes that have happened and were not dealt with. */
class Changes {
  #pending = false;
  #last = 0;
  #wake: (() => void) | undefined;

  add(): void {
    this.#pending = true;
    this.#last = performance.now();
    this.#wake?.();
  }

  /** Waits for a change, and until no other has come for a moment. */
  async settled(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const quiet = this.#pending ? settleMilliseconds - (performance.now() - this.#last) : Number.POSITIVE_INFINITY;
      if (quiet <= 0) break;
      await this.#sleep(quiet);
    }
    this.#pending = false;
  }

  /** Ends when the time is over or the next change comes; without a time, with the change. */
  #sleep(milliseconds: number): Promise<void> {
    return new Promise((done) => {
      const timer = Number.isFinite(milliseconds) ? setTimeout(done, milliseconds) : undefined;
      this.#wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}
