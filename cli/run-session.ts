import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Template } from "../compiler/argo/model.generated.ts";
import { type GivenAnswer, givenAnswers, mayAnswer } from "../runner/answers/given-answers.ts";
import type { Answerer } from "../runner/answers/question.ts";
import type { Submission } from "../runner/controller/submission.ts";
import type { RunRenderer } from "../runner/logging/run-renderer.ts";
import type { Cluster } from "../runner/manifest/cluster.ts";
import { reachableTemplates } from "../runner/manifest/reachable-templates.ts";
import { baseEnvironment, NodeProcesses } from "../runner/pods/process/node-processes.ts";
import { writeReport } from "../runner/report/write-report.ts";
import type { ResumeOptions } from "../runner/resume-run.ts";
import type { RunOutcome } from "../runner/run/carry-out.ts";
import { markVariable } from "../runner/run/marked-processes.ts";
import { roomFor } from "../runner/run/room.ts";
import { startWatchdog } from "../runner/run/watchdog.ts";
import { askPerson, canAsk } from "./ask-person.ts";
import { type ExitCode, exitCode } from "./exit-codes.ts";
import { interruptible } from "./interrupt.ts";
import { rendererFor } from "./renderer.ts";
import { cacheOf } from "./run-cache.ts";
import type { Executor, RunFlags } from "./run-flags.ts";
import { runPods } from "./run-pods.ts";
import { openLineageFile, type RunRecorder, runRecorder } from "./run-record.ts";
import { shown } from "./type-check.ts";
import { version } from "./version.ts";

/** What a run needs from this machine, found out from a file or from the folder of a run. */
export interface SessionRun {
  readonly cluster: Cluster;
  readonly workspace: string;
  /** The templates that it may call. */
  readonly templates: readonly Template[];
  readonly seed: number;
  readonly answers: readonly GivenAnswer[];
  readonly executor: Executor;
}

/** One command that runs something: the processes kept ahead, Ctrl-C, who answers, what is shown. */
export class RunSession {
  readonly #flags: RunFlags;
  readonly #mark = randomUUID();
  readonly #stop = interruptible();
  readonly #processes: NodeProcesses;
  #renderer: RunRenderer | undefined;
  #recorders: readonly RunRecorder[] = [];

  /** Processes of steps start while a pipeline is compiled. */
  constructor(flags: RunFlags) {
    this.#flags = flags;
    process.env[markVariable] = this.#mark;
    startWatchdog(this.#mark);
    this.#processes = new NodeProcesses(baseEnvironment(), flags.inspect ? 0 : availableParallelism());
  }

  async surroundings(run: SessionRun): Promise<ResumeOptions> {
    const { json, quiet, cache, parallel, waits, inspect } = this.#flags;
    const asks = !json && !quiet && canAsk();
    const isAsked = run.templates.some(({ suspend }) => suspend !== undefined);
    const renderer = rendererFor({ json, quiet, asks: asks && isAsked });
    const { openlineage } = this.#flags;
    const recorders = [runRecorder(run.workspace), ...(openlineage === undefined ? [] : [openLineageFile(openlineage)])];
    this.#renderer = renderer;
    this.#recorders = recorders;
    const nodeFlags = inspect ? ["--inspect-brk=127.0.0.1:9229"] : [];
    return {
      pods: await runPods({ ...run, processes: this.#processes, nodeFlags }),
      room: roomFor(parallel),
      cache: cacheOf(run.workspace, cache),
      environment: { pipewright: version },
      signal: this.#stop.signal,
      onPast: (event) => {
        for (const recorder of recorders) recorder.onPast(event);
        renderer.onPast?.(event);
      },
      onEvent: (event) => {
        for (const recorder of recorders) recorder.onEvent(event);
        renderer.onEvent(event);
      },
      notes,
      answerer: answererOf(run.answers, asks ? askPerson() : waits ? waitForMail : undefined),
      canAnswer: (template) => asks || waits || mayAnswer(run.answers, template),
      mark: this.#mark,
    };
  }

  /** Says how it ended, and what can be done now. */
  async conclude({ finished, folder, events, canGoOn }: RunOutcome, manifest: string, again?: string): Promise<ExitCode> {
    for (const recorder of this.#recorders) await recorder.end();
    const report = await writeReport({ events, manifest, folder }).catch((error: Error) => `none: ${error.message}`);
    const goOn = [
      `Logs and artifacts of every step: ${shown(join(folder, "steps"))}`,
      ...(canGoOn ? [`Go on: npx pipewright run --resume ${folder.split(/[\\/]/).at(-1)}`] : []),
      ...(again !== undefined && !canGoOn ? [`Run it again: ${again}`] : []),
    ];
    this.#renderer?.end({ report: shown(report), ...(finished.phase !== "Succeeded" && { goOn }) });
    if (finished.interrupted === true) return exitCode.interrupted;
    return finished.phase === "Succeeded" ? exitCode.fine : exitCode.problem;
  }

  end(): void {
    this.#stop.end();
    this.#processes.end();
  }
}

/** What was said beforehand, or else whoever is there. */
function answererOf(given: readonly GivenAnswer[], other: Answerer | undefined): Answerer {
  const known = givenAnswers(given);
  return async (question, signal) => (await known(question, signal)) ?? (await other?.(question, signal));
}

/** Mail answers by itself; here it is only waited for. */
const waitForMail: Answerer = (_, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });

/** What this machine does otherwise than a cluster would. */
function notes(submission: Submission): readonly string[] {
  return reachableTemplates(submission)
    .filter(({ container }) => container?.resources?.limits?.["nvidia.com/gpu"] !== undefined)
    .map(({ name }) => `"${name}" asks the cluster for a GPU; here it uses the best that this machine has.`);
}
