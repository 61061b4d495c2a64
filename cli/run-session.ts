import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Template } from "../compiler/argo/model.generated.ts";
import { type GivenAnswer, givenAnswers, mayAnswer } from "../runner/answers/given-answers.ts";
import type { Answerer } from "../runner/answers/question.ts";
import { Locks } from "../runner/controller/locks.ts";
import type { Submission } from "../runner/controller/submission.ts";
import type { RunRenderer } from "../runner/logging/run-renderer.ts";
import type { Cluster } from "../runner/manifest/cluster.ts";
import { reachableTemplates } from "../runner/manifest/reachable-templates.ts";
import { thisMachine } from "../runner/pods/machine/machine.ts";
import { baseEnvironment, NodeProcesses, type ProcessStarter } from "../runner/pods/process/node-processes.ts";
import { writeReport } from "../runner/report/write-report.ts";
import type { ResumeOptions } from "../runner/resume-run.ts";
import type { RunOutcome } from "../runner/run/carry-out.ts";
import { markVariable } from "../runner/run/marked-processes.ts";
import type { Revision } from "../runner/run/revision-teller.ts";
import { type Room, roomFor } from "../runner/run/room.ts";
import { startWatchdog, type Watchdog } from "../runner/run/watchdog.ts";
import { askPerson, canAsk } from "./ask-person.ts";
import { type ExitCode, exitCode } from "./exit-codes.ts";
import { interruptible } from "./interrupt.ts";
import { rendererFor } from "./renderer.ts";
import { cacheOf } from "./run-cache.ts";
import { type ClusterOfRun, clusterNote } from "./run-cluster.ts";
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
  /** The cluster on which resource steps work. */
  readonly resourceCluster?: ClusterOfRun | undefined;
}

/** A run that says nothing in the terminal. */
export interface QuietRun {
  readonly surroundings: ResumeOptions;
  /** Writes down what it left behind. */
  readonly conclude: (outcome: RunOutcome, manifest: string) => Promise<void>;
}

/** One command that runs something: the processes kept ahead, Ctrl-C, who answers, what is shown. */
export class RunSession {
  readonly #flags: RunFlags;
  readonly #mark = randomUUID();
  readonly #watchdog: Watchdog;
  readonly #stop = interruptible();
  /** Runs beside one another hold one another up as on a cluster. */
  readonly #locks = new Locks();
  readonly #processes: NodeProcesses;
  readonly #machine = thisMachine();
  readonly #room: Promise<Room>;
  #renderer: RunRenderer | undefined;
  #revision: Promise<Revision | undefined> | undefined;
  #recorders: readonly RunRecorder[] = [];

  /** Processes of steps start while a pipeline is compiled. */
  constructor(flags: RunFlags) {
    this.#flags = flags;
    process.env[markVariable] = this.#mark;
    this.#watchdog = startWatchdog(this.#mark);
    this.#processes = new NodeProcesses(baseEnvironment(), flags.inspect ? 0 : availableParallelism() + 1);
    this.#room = this.#machine.then((machine) => roomFor(flags.parallel, machine));
  }

  /** Aborted when a person wants an end. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Tells the processes that this session starts. */
  get mark(): string {
    return this.#mark;
  }

  /** The commit that the project is at; looked up once, as code and manifest are read once. */
  revision(workspace: string): Promise<Revision | undefined> {
    this.#revision ??= import("./build/source-revision.ts").then(async ({ sourceRevision }) => {
      const found = await sourceRevision(workspace, undefined);
      if (found === undefined) return undefined;
      const { commit, changed, uri } = found;
      return { commit, changed, ...(uri !== undefined && { repository: uri }) };
    });
    return this.#revision;
  }

  /** What the only run of this session needs. */
  async surroundings(run: SessionRun): Promise<ResumeOptions> {
    const { json, quiet } = this.#flags;
    const asks = !json && !quiet && canAsk();
    const isAsked = run.templates.some(({ suspend }) => suspend !== undefined);
    const renderer = rendererFor({ json, quiet, asks: asks && isAsked });
    this.#renderer = renderer;
    this.#recorders = this.#newRecorders(run);
    return await this.#surroundings(run, this.#processes, [...this.#recorders, renderer], asks);
  }

  /** What one of several runs needs that say nothing here: they share this session's processes, and what room the machine has. */
  async quietRun(run: SessionRun): Promise<QuietRun> {
    const recorders = this.#newRecorders(run);
    const processes: ProcessStarter = { start: (program) => this.#processes.start(program), end: () => undefined };
    return {
      surroundings: await this.#surroundings(run, processes, recorders, false),
      conclude: async ({ events, folder }, manifest) => {
        for (const recorder of recorders) await recorder.end();
        await writeReport({ events, manifest, folder }).catch(() => undefined);
      },
    };
  }

  #newRecorders({ workspace }: SessionRun): readonly RunRecorder[] {
    const { openlineage } = this.#flags;
    return [runRecorder(workspace), ...(openlineage === undefined ? [] : [openLineageFile(openlineage)])];
  }

  async #surroundings(
    run: SessionRun,
    processes: ProcessStarter,
    listeners: readonly Pick<RunRenderer, "onEvent" | "onPast">[],
    asks: boolean,
  ): Promise<ResumeOptions> {
    const { cache, waits, inspect } = this.#flags;
    const nodeFlags = inspect ? ["--inspect-brk=127.0.0.1:9229"] : [];
    return {
      pods: await runPods({
        ...withoutCluster(run),
        ...(run.resourceCluster !== undefined && { resourceCluster: run.resourceCluster.open }),
        processes,
        nodeFlags,
        machine: await this.#machine,
        onEngine: this.#watchdog.watchEngine,
      }),
      room: await this.#room,
      cache: cacheOf(run.workspace, cache),
      environment: { pipewright: version },
      revision: () => this.revision(run.workspace),
      signal: this.#stop.signal,
      onPast: (event) => {
        for (const listener of listeners) listener.onPast?.(event);
      },
      onEvent: (event) => {
        for (const listener of listeners) listener.onEvent(event);
      },
      notes: (submission) => [
        ...(run.resourceCluster === undefined ? [] : [clusterNote(run.resourceCluster)]),
        ...notes(submission),
      ],
      beforehand: givenAnswers(run.answers),
      ...(asks ? { answerer: askPerson() } : waits ? { answerer: waitForMail } : {}),
      canAnswer: (template) => asks || waits || mayAnswer(run.answers, template),
      mark: this.#mark,
      locks: this.#locks,
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

/** Mail answers by itself; here it is only waited for. */
const waitForMail: Answerer = (_, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });

const withoutCluster = ({ resourceCluster: _, ...run }: SessionRun): Omit<SessionRun, "resourceCluster"> => run;

/** What this machine does otherwise than a cluster would. */
function notes(submission: Submission): readonly string[] {
  return reachableTemplates(submission)
    .filter(({ container }) => container?.resources?.limits?.["nvidia.com/gpu"] !== undefined)
    .map(({ name }) => `"${name}" asks the cluster for a GPU; here it uses the best that this machine has.`);
}
