import type { CronWorkflow } from "../../compiler/argo/model.generated.ts";
import { asFollowProblems } from "../cluster/as-follow-problems.ts";
import { openForRuns } from "../cluster/named-cluster-run.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { interruptible } from "../interrupt.ts";
import { clusterOptions } from "../open-named-cluster.ts";
import { oneFile, parseVerb, wholeNumber } from "../parse-args.ts";
import { readGivenParams } from "../run-params.ts";
import { UsageError } from "../usage-error.ts";

/** Starts a run for each time of a schedule in a span that has none. */
export async function backfillCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("backfill", args, {
    ...clusterOptions,
    from: { type: "string" },
    to: { type: "string" },
    parallel: { type: "string" },
    param: { type: "string", short: "p", multiple: true },
    "dry-run": { type: "boolean" },
  });
  if (paths.length === 0) throw new UsageError("pipewright backfill wants a pipeline with a schedule and --from TIME.");
  const name = oneFile("backfill", paths);
  const from = timeOf("from", options.from);
  const to = options.to === undefined ? Date.now() : timeOf("to", options.to);
  if (to < from) throw new UsageError("--to is before --from.");
  const parallel = wholeNumber("parallel", options.parallel, 1) ?? 1;
  const { texts } = await readGivenParams(options.param);
  const { cluster } = await openForRuns(options);
  const { appliedPipeline, checkArguments } = await import("../../cluster/act/submit-run.ts");
  const { backfill, timesBetween } = await import("../../cluster/act/backfill.ts");
  const { signal, end } = interruptible();
  const given = Object.fromEntries(texts);
  try {
    return await asFollowProblems(async () => {
      const applied = await appliedPipeline(cluster, name);
      if (applied.kind !== "CronWorkflow")
        throw new UsageError(`"${name}" has no schedule on this cluster: pipewright submit starts one run of it.`);
      checkArguments(applied, given);
      const cron = applied.object as CronWorkflow;
      const times = timesBetween(cron, from, to);
      process.stderr.write(
        `${times.length === 1 ? "1 time" : `${times.length} times`} of the schedule from ${iso(from)} to ${iso(to)}\n`,
      );
      if (options["dry-run"] === true) {
        for (const time of times) process.stdout.write(`${iso(time)}\n`);
        return exitCode.fine;
      }
      const isFine = await backfill(cluster, {
        ...{ cron, from, to, parallel, given, signal },
        onRun: ({ name: run, time, what, phase, message }) => {
          const end = `${phase}${message === undefined || message === "" ? "" : `: ${message}`}`;
          process.stdout.write(
            `${iso(time)}  ${run}  ${what === "ended" ? end : what === "there" ? "is there already" : what}\n`,
          );
        },
      });
      return isFine ? exitCode.fine : exitCode.problem;
    }, cluster.context);
  } catch (error) {
    if (!signal.aborted) throw error;
    process.stderr.write("What was started goes on on the cluster. The same command starts what is missing.\n");
    return exitCode.interrupted;
  } finally {
    end();
  }
}

const iso = (time: number): string => new Date(time).toISOString().replace(".000Z", "Z");

/** A time with its zone, or a day, which begins in UTC. */
function timeOf(option: string, text: string | undefined): number {
  if (text === undefined) throw new UsageError(`pipewright backfill wants --${option} TIME, such as --${option} 2026-11-01.`);
  const isWhole = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?$/.test(text);
  const time = isWhole ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time))
    throw new UsageError(`--${option} wants a day or a time with its zone, 2026-11-01 or 2026-11-01T03:00:00Z, got "${text}".`);
  return time;
}
