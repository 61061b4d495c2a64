import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { goDurationSeconds } from "../go-duration.ts";
import type { ContainerEnd, PodPlace, ReadyContainer, RunningContainer } from "./place.ts";
import type { ResultTail } from "./result-tail.ts";
import { keepLog } from "./step-log.ts";
import type { Stopper } from "./stopper.ts";
import { watchContainer } from "./watch-container.ts";

/** Kubernetes keeps no more of a container's last words. */
const longestMessage = 4096;

export interface ContainerRun {
  readonly container: ReadyContainer;
  readonly place: PodPlace;
  readonly stopper: Stopper;
  readonly log: string;
  readonly memoryLimit: number | undefined;
  /** How often it is tried, and the wait between. */
  readonly tries: number;
  readonly waitMilliseconds: number;
  readonly result?: ResultTail;
  readonly onStart: (running: RunningContainer) => void;
  readonly onLine: (stream: "stdout" | "stderr", line: string) => void;
  readonly onProgress: (done: number, total: number) => void;
}

export interface ContainerRunEnd extends ContainerEnd {
  readonly peakMemory?: number;
}

/** Runs a container to its end: once, or as often as a containerSet's retry strategy says. One that is tried no time ends well, as on a cluster. */
export async function runContainer(run: ContainerRun): Promise<ContainerRunEnd> {
  if (run.tries === 0) return { exitCode: 0 };
  for (let tried = 1; ; tried++) {
    const end = await runOnce(run);
    if (end.exitCode === 0 || tried >= run.tries || run.stopper.stopped !== undefined) return end;
    await new Promise((resolve) => setTimeout(resolve, run.waitMilliseconds));
  }
}

async function runOnce(run: ContainerRun): Promise<ContainerRunEnd> {
  const { container, place, stopper } = run;
  const running = await place.start(container);
  const closeLog = keepLog(running, run.log, run.onLine);
  if (run.result !== undefined) running.stdout.on("data", (chunk: Buffer) => run.result?.add(chunk));
  const watch = watchContainer(running, container.files.progress, run.memoryLimit, run.onProgress);
  const release = stopper.onStop((graceSeconds) => endContainer(running, graceSeconds));
  run.onStart(running);
  try {
    const end = await running.ended;
    const logError = await closeLog();
    return { ...(await withLastWords(end, container, watch.oomKilled(), logError)), ...peak(watch.peakMemory()) };
  } finally {
    release();
    watch.end();
  }
}

const peak = (bytes: number | undefined) => (bytes === undefined ? {} : { peakMemory: bytes });

/** SIGTERM, and SIGKILL when the grace period is over. */
export function endContainer(running: RunningContainer, graceSeconds: number): void {
  running.signal("SIGTERM");
  const killing = setTimeout(() => running.signal("SIGKILL"), graceSeconds * 1000);
  void running.ended.then(() => clearTimeout(killing));
}

async function withLastWords(
  end: ContainerEnd,
  { spec, files }: ReadyContainer,
  oomKilled: boolean,
  logError: Error | undefined,
): Promise<ContainerEnd> {
  if (oomKilled) return { exitCode: 137, oomKilled };
  if (logError !== undefined && end.exitCode === 0)
    return { exitCode: 1, message: `infrastructure: the log can't be written: ${logError.message}` };
  const said = (await readFile(files.termination, "utf8").catch(() => "")).slice(0, longestMessage);
  const fallback = spec.terminationMessagePolicy === "FallbackToLogsOnError" && end.exitCode !== 0 && end.message === undefined;
  const words = said || (end.message ?? (fallback ? await lastOfLog(join(files.termination, "..", "log")) : ""));
  return { ...end, ...(words !== "" && { message: words }) };
}

/** At most 80 lines and 2,048 bytes, as Kubernetes takes them. */
async function lastOfLog(file: string): Promise<string> {
  const text = await readFile(file, "utf8").catch(() => "");
  return text.slice(-2048).split("\n").slice(-80).join("\n");
}

/**
 * The retry strategy of a containerSet: how often each container is tried in all. Argo's documentation counts only the tries after the first
 * one; its executor counts all of them, and starts nothing when there are none.
 */
export function triesOf(strategy: { readonly retries: string | number; readonly duration?: string } | undefined) {
  const tries = strategy === undefined ? 1 : wholeNumber(strategy.retries);
  return { tries, waitMilliseconds: 1000 * (goDurationSeconds(strategy?.duration ?? "") ?? 0) };
}

/** As Kubernetes reads a number that may be text: what is none is 0. */
const wholeNumber = (given: string | number): number => (/^\+?\d+$/.test(String(given)) ? Number(given) : 0);
