import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { CronWorkflow } from "../compiler/argo/model.generated.ts";
import { checkAnswers } from "../runner/answers/given-answers.ts";
import type { CronEvent } from "../runner/cron/cron-event.ts";
import { cronStore } from "../runner/cron/cron-status.ts";
import { type CronTimes, cronTimes } from "../runner/cron/cron-times.ts";
import { runCron } from "../runner/cron/run-cron.ts";
import { scheduledWorkflow } from "../runner/cron/scheduled-workflow.ts";
import { chooseCron } from "../runner/manifest/choose-workflow.ts";
import { reachableTemplates } from "../runner/manifest/reachable-templates.ts";
import { submit } from "../runner/manifest/submit.ts";
import { folderName } from "../runner/run/artifact-key.ts";
import { pipelineOf } from "../runner/run/carry-out.ts";
import { systemClock } from "../runner/run/clock.ts";
import { preflight } from "../runner/run/preflight.ts";
import { newRunId } from "../runner/run/run-folder.ts";
import { lockRun } from "../runner/run/run-lock.ts";
import { RunError } from "../runner/run-error.ts";
import { refuseAsCluster } from "../runner/validate/refuse-as-cluster.ts";
import { asProblems } from "./as-problems.ts";
import { cronLines } from "./cron-lines.ts";
import { type ExitCode, exitCode } from "./exit-codes.ts";
import { type GivenOptions, readRunFiles } from "./prepare-run.ts";
import { projectSettings } from "./project-settings.ts";
import { checkFresh } from "./run-cache.ts";
import { clusterNote, clusterOfRun } from "./run-cluster.ts";
import type { RunFlags } from "./run-flags.ts";
import { RunSession } from "./run-session.ts";
import { ScheduleRuns } from "./schedule-runs.ts";
import { terminalFor } from "./terminal.ts";
import { shown } from "./type-check.ts";

export interface KeepScheduleOptions extends GivenOptions {
  readonly seed: number;
  readonly flags: RunFlags;
}

/** Stays and starts what a schedule wants, as the controller would, until Ctrl-C or its stop strategy ends it. */
export async function keepSchedule(paths: readonly string[], options: KeepScheduleOptions): Promise<ExitCode> {
  const { seed, flags } = options;
  const file = paths.join(" ");
  const session = new RunSession(flags);
  try {
    const files = await asProblems(paths[0] ?? "", () => readRunFiles(paths, options));
    const { cluster, workspace } = files;
    const { cron, times } = await asProblems(file, () => {
      const chosen = chooseCron(cluster);
      refuseAsCluster(chosen, cluster);
      return readCron(chosen);
    });
    const now = Date.now();
    const submission = await asProblems(file, () =>
      submit(files.withGiven(scheduledWorkflow(cron, now)), cluster, { uid: "", now }),
    );
    const templates = reachableTemplates(submission);
    await asProblems(file, async () => checkAnswers(flags.answers, templates));
    checkFresh(flags.cache.fresh, templates);
    const own = cron.metadata.namespace ?? (await projectSettings(paths[0] ?? "")).namespace;
    const resourceCluster = await asProblems(file, () => clusterOfRun(flags.cluster, own, templates));
    if (resourceCluster !== undefined && !flags.json && !flags.quiet) process.stderr.write(`${clusterNote(resourceCluster)}\n`); // its runs say nothing here
    const executor = flags.executor ?? "process";
    const runs = new ScheduleRuns({ files, file, seed, flags, executor, templates, session, resourceCluster });
    await asProblems(file, async () => {
      const { surroundings } = await runs.quietRun();
      await preflight(submission, surroundings.pods(join(workspace, ".pipewright", "runs", "none")), surroundings.canAnswer);
    });
    const name = cron.metadata.name ?? "cron";
    const folder = join(workspace, ".pipewright", "cron", folderName(name));
    void session.revision(workspace); // its runs are of the code of now
    const letGo = await asProblems(file, () => holdSchedule(folder, name, session.mark));
    try {
      let interrupted = false;
      const show = shower(cron, times, flags, (runId) => shown(join(runs.folderOf({ runId }), "report.html")));
      const keeping = runCron({
        cron,
        clock: systemClock,
        store: cronStore(folder),
        newRunId: (scheduledAt) => newRunId(pipelineOf(submission), scheduledAt),
        start: (run, workflow) => runs.start(run, workflow),
        goOn: (run) => runs.goOn(run),
        terminate: (run) => runs.terminate(run),
        remove: (runIds) => runs.remove(runIds),
        onEvent: (event) => {
          interrupted ||= event.type === "cron-run-ended" && event.goesOn;
          show(event);
        },
        signal: session.signal,
      });
      await asProblems(file, () => keeping);
      return interrupted ? exitCode.interrupted : exitCode.fine;
    } finally {
      letGo();
    }
  } finally {
    session.end();
  }
}

/** @throws RunError for a schedule that would never start anything */
function readCron(cron: CronWorkflow): { readonly cron: CronWorkflow; readonly times: CronTimes } {
  const name = cron.metadata.name ?? "";
  if (cron.spec.suspend === true)
    throw new RunError(
      "schedule-suspended",
      `"${name}" is suspended: it would never start anything.`,
      "Take `suspend: true` out, or run it once: pipewright run --now.",
    );
  const times = cronTimes(cron);
  if (times.next.every((next) => next(Date.now()) === undefined))
    throw new RunError(
      "schedule-without-time",
      `"${name}" has no time at which it would start anything: ${cron.spec.schedules.map((one) => `"${one}"`).join(", ")}.`,
      "The next five years were looked at.",
    );
  return { cron, times };
}

/** Holds a schedule, so that no two look after it. @throws RunError when somebody does */
function holdSchedule(folder: string, name: string, mark: string): () => void {
  mkdirSync(folder, { recursive: true });
  try {
    return lockRun(folder, mark);
  } catch (error) {
    if (!(error instanceof RunError) || error.code !== "run-is-held") throw error;
    throw new RunError(
      "schedule-is-held",
      error.message.replace("works on this run", `looks after the schedule "${name}"`),
      "One is enough: each time is started once.",
    );
  }
}

/** Shows what happens: lines by the schedule's clocks, JSON Lines, or with --quiet only what went wrong. */
function shower(
  { spec }: CronWorkflow,
  { zone }: CronTimes,
  { json, quiet }: RunFlags,
  reportOf: (runId: string) => string,
): (event: CronEvent) => void {
  const { style } = terminalFor(process.stdout);
  const about = { schedules: spec.schedules, zone, style, placeOf: ({ runId }: { readonly runId: string }) => reportOf(runId) };
  return (event) => {
    if (json) process.stdout.write(`${JSON.stringify(event)}\n`);
    else if (!quiet || isBad(event))
      process.stdout.write(
        cronLines(event, about)
          .map((line) => `${line}\n`)
          .join(""),
      );
  };
}

const isBad = (event: CronEvent): boolean =>
  event.type === "cron-problem" ||
  event.type === "cron-missed" ||
  (event.type === "cron-run-ended" && event.phase !== "Succeeded" && !event.goesOn);
