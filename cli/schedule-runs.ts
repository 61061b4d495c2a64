import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Template, Workflow } from "../compiler/argo/model.generated.ts";
import type { CronRun } from "../runner/cron/cron-status.ts";
import type { CronRunEnd } from "../runner/cron/run-cron.ts";
import { inNamespace } from "../runner/manifest/in-namespace.ts";
import { openRun } from "../runner/open-run.ts";
import { collectGarbage, planGarbage } from "../runner/record/collect-garbage.ts";
import { resumeRun } from "../runner/resume-run.ts";
import type { RunOutcome } from "../runner/run/carry-out.ts";
import { readJournal } from "../runner/run/journal.ts";
import { post } from "../runner/run/mailbox.ts";
import { run } from "../runner/run.ts";
import { RunError } from "../runner/run-error.ts";
import { longSleep } from "../util/long-timeout.ts";
import type { RunFiles } from "./prepare-run.ts";
import type { ClusterOfRun } from "./run-cluster.ts";
import type { Executor, RunFlags } from "./run-flags.ts";
import type { QuietRun, RunSession, SessionRun } from "./run-session.ts";

export interface ScheduleRunsOptions {
  readonly files: RunFiles;
  /** What was run, as the person named it. */
  readonly file: string;
  readonly seed: number;
  readonly flags: RunFlags;
  readonly executor: Executor;
  readonly templates: readonly Template[];
  readonly session: RunSession;
  readonly resourceCluster: ClusterOfRun | undefined;
}

/** How long somebody else who works on a run of the schedule is left alone before it is looked at again. */
const lookMilliseconds = 2000;

/** Carries out what a schedule wants: each run in a folder of its own, as if a person had started it. */
export class ScheduleRuns {
  readonly #options: ScheduleRunsOptions;

  constructor(options: ScheduleRunsOptions) {
    this.#options = options;
  }

  folderOf({ runId }: Pick<CronRun, "runId">): string {
    return join(this.#project, "runs", runId);
  }

  get #project(): string {
    return join(this.#options.files.workspace, ".pipewright");
  }

  /** @throws RunError when it is refused before anything has started */
  async start({ runId, scheduledAt }: CronRun, workflow: Workflow): Promise<CronRunEnd> {
    const { files, file, seed, flags, executor, resourceCluster } = this.#options;
    const quiet = await this.quietRun();
    return this.#ended(
      quiet,
      await run({
        ...quiet.surroundings,
        cluster: files.cluster,
        workflow: inNamespace(files.withGiven(workflow), resourceCluster?.known.namespace),
        manifest: files.manifest,
        runsFolder: join(this.#project, "runs"),
        seed,
        scheduledAt,
        runId,
        file,
        answers: flags.answerTexts,
        executor,
        ...(resourceCluster !== undefined && { resourceCluster: resourceCluster.known }),
      }),
    );
  }

  /** Goes on with a run; undefined when it had never begun. */
  goOn(known: CronRun): Promise<CronRunEnd> | undefined {
    return existsSync(join(this.folderOf(known), "run.json")) ? this.#goOn(known) : undefined;
  }

  async #goOn(known: CronRun): Promise<CronRunEnd> {
    const { signal } = this.#options.session;
    for (;;) {
      try {
        const quiet = await this.quietRun();
        return await this.#ended(quiet, await resumeRun(openRun(this.folderOf(known)), quiet.surroundings));
      } catch (error) {
        const code = error instanceof RunError ? error.code : undefined;
        if (code === "run-has-ended") return this.#endOf(known);
        if (code !== "run-is-held") throw error;
        await longSleep(lookMilliseconds, signal); // a person goes on with it in another terminal
        if (signal.aborted) return { phase: "Failed", message: "", goesOn: true };
      }
    }
  }

  /** Ends a run for the next one. */
  terminate(known: CronRun): void {
    post(this.folderOf(known), { kind: "stop", how: "Terminate" });
  }

  /** @returns the runs that are gone: not those that somebody keeps, or that another one took a result from */
  remove(runIds: readonly string[]): readonly string[] {
    const plan = planGarbage(this.#project, { runs: new Set(runIds) }, Date.now());
    const busy = collectGarbage(this.#project, plan);
    return plan.remove.map(({ name }) => name).filter((name) => runIds.includes(name) && !busy.includes(name));
  }

  /** What a run of the schedule needs of this session. */
  quietRun(): Promise<QuietRun> {
    const { session, files, templates, seed, flags, executor, resourceCluster } = this.#options;
    const { cluster, workspace } = files;
    const needed: SessionRun = { cluster, workspace, templates, seed, answers: flags.answers, executor, resourceCluster };
    return session.quietRun(needed);
  }

  async #ended({ conclude }: QuietRun, outcome: RunOutcome): Promise<CronRunEnd> {
    await conclude(outcome, this.#options.files.manifest);
    const { phase, message } = outcome.finished;
    return { phase: phase === "Succeeded" || phase === "Error" ? phase : "Failed", message, goesOn: outcome.canGoOn };
  }

  #endOf(known: CronRun): CronRunEnd {
    const { phase, message } = readJournal(this.folderOf(known)).ended ?? { phase: "Error", message: "" };
    return { phase: phase === "Succeeded" || phase === "Error" ? phase : "Failed", message, goesOn: false };
  }
}
