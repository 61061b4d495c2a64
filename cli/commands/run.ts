import { join } from "node:path";
import type { Template } from "../../compiler/argo/model.generated.ts";
import { checkAnswers, parseAnswer } from "../../runner/answers/given-answers.ts";
import { inNamespace } from "../../runner/manifest/in-namespace.ts";
import { reachableTemplates } from "../../runner/manifest/reachable-templates.ts";
import { submit } from "../../runner/manifest/submit.ts";
import { type OpenedRun, projectOfRun } from "../../runner/open-run.ts";
import { resumeRun } from "../../runner/resume-run.ts";
import { run } from "../../runner/run.ts";
import { onlyStep, runOnly } from "../../runner/run-only.ts";
import { asProblems } from "../as-problems.ts";
import type { ExitCode } from "../exit-codes.ts";
import { openNamedRun } from "../named-run.ts";
import { type Options, parseVerb, wholeNumber } from "../parse-args.ts";
import { prepareRun, workspaceHere } from "../prepare-run.ts";
import { projectSettings } from "../project-settings.ts";
import { checkFresh } from "../run-cache.ts";
import { clusterAgain, clusterNote, clusterOfRun } from "../run-cluster.ts";
import { type Executor, type RunFlags, readRunFlags, runOptions } from "../run-flags.ts";
import { readGivenParams } from "../run-params.ts";
import { RunSession, type SessionRun } from "../run-session.ts";
import { UsageError } from "../usage-error.ts";

export async function runCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("run", args, runOptions);
  const flags = readRunFlags(options);
  const named = options.resume ?? options.from;
  if (named === undefined) {
    if (paths.length === 0)
      throw new UsageError(
        "pipewright run wants a file, such as: pipewright run pipeline.ts, or --resume RUN to go on with a run",
      );
    if (options.cron === true) {
      const given = await readGivenParams(options.param, options.params);
      const seed = wholeNumber("seed", options.seed, 0) ?? 1;
      return (await import("../keep-schedule.ts")).keepSchedule(paths, { given, profile: options.profile, seed, flags });
    }
    return begin(paths, options, flags, `npx pipewright run ${args.map(quoted).join(" ")}`);
  }
  if (paths[0] !== undefined)
    throw new UsageError(
      `pipewright run ${options.resume === undefined ? "--from" : "--resume"} ${named} knows its file; "${paths[0]}" is one too many.`,
    );
  const opened = await openNamedRun(named);
  return options.only === undefined ? goOn(opened, flags) : again(opened, options.only, flags);
}

async function begin(
  paths: readonly string[],
  options: Options<typeof runOptions>,
  flags: RunFlags,
  again: string,
): Promise<ExitCode> {
  const file = paths.join(" ");
  const seed = wholeNumber("seed", options.seed, 0) ?? 1;
  const given = await readGivenParams(options.param, options.params);
  const session = new RunSession(flags);
  try {
    const prepared = await asProblems(paths[0] ?? "", () =>
      prepareRun(paths, { given, profile: options.profile }, options.now === true, Date.now()),
    );
    const { cluster, manifest, workspace, scheduledAt } = prepared;
    const templates = reachableTemplates(submit(prepared.workflow, cluster, { uid: "", now: 0 }));
    await asProblems(file, async () => checkAnswers(flags.answers, templates));
    checkFresh(flags.cache.fresh, templates);
    const executor = flags.executor ?? "process";
    const own = prepared.workflow.metadata.namespace ?? (await projectSettings(paths[0] ?? "")).namespace;
    const resourceCluster = await asProblems(file, () => clusterOfRun(flags.cluster, own, templates));
    const workflow = inNamespace(prepared.workflow, resourceCluster?.known.namespace);
    const of = { cluster, workspace, templates, seed, answers: flags.answers, executor, resourceCluster };
    const surroundings = await session.surroundings(of);
    const outcome = await asProblems(file, () =>
      run({
        ...surroundings,
        cluster,
        workflow,
        manifest,
        runsFolder: join(workspace, ".pipewright", "runs"),
        seed,
        ...(scheduledAt !== undefined && { scheduledAt }),
        file,
        answers: flags.answerTexts,
        executor,
        ...(resourceCluster !== undefined && { resourceCluster: resourceCluster.known }),
      }),
    );
    return await session.conclude(outcome, manifest, again);
  } finally {
    session.end();
  }
}

async function goOn(opened: OpenedRun, flags: RunFlags): Promise<ExitCode> {
  const { folder, info, cluster, workflow, manifest } = opened;
  const session = new RunSession(flags);
  try {
    const templates = reachableTemplates(submit(workflow, cluster, { uid: info.uid, now: info.createdAt }));
    await asProblems(folder, async () => checkAnswers(flags.answers, templates));
    const begun = await begunWith(opened, templates, flags);
    const { resourceCluster } = begun;
    if (resourceCluster !== undefined && !flags.json && !flags.quiet) process.stderr.write(`${clusterNote(resourceCluster)}\n`); // the notes of its start are not told again
    const surroundings = await session.surroundings(begun);
    return await session.conclude(await asProblems(folder, () => resumeRun(opened, surroundings)), manifest);
  } finally {
    session.end();
  }
}

/** One step again. */
async function again(from: OpenedRun, step: string, flags: RunFlags): Promise<ExitCode> {
  const session = new RunSession(flags);
  try {
    return await asProblems(from.folder, async () => {
      const begun = await begunWith(from, reachableTemplates(onlyStep(from, step).submission), flags);
      const surroundings = await session.surroundings(begun);
      const runsFolder = join(begun.workspace, ".pipewright", "runs");
      return await session.conclude(await runOnly(from, step, { ...surroundings, runsFolder }), from.manifest);
    });
  } finally {
    session.end();
  }
}

/** What a run began with holds when it goes on, too. */
async function begunWith(opened: OpenedRun, templates: readonly Template[], flags: RunFlags): Promise<SessionRun> {
  const { folder, info, cluster } = opened;
  const again = clusterAgain(info.cluster, flags.cluster);
  const resourceCluster = await asProblems(folder, () => clusterOfRun(again, undefined, templates));
  return {
    cluster,
    workspace: projectOfRun(folder) ?? workspaceHere(),
    templates,
    seed: info.seed,
    answers: [...(info.answers ?? []).map(parseAnswer), ...flags.answers],
    executor: flags.executor ?? (info.executor as Executor | undefined) ?? "process",
    resourceCluster,
  };
}

/** An argument as a shell takes it. */
const quoted = (text: string): string => (/^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
