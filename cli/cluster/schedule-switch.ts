import { type ExitCode, exitCode } from "../exit-codes.ts";
import { clusterOptions } from "../open-named-cluster.ts";
import { oneFile, parseVerb } from "../parse-args.ts";
import { UsageError } from "../usage-error.ts";
import { asFollowProblems } from "./as-follow-problems.ts";
import { openForRuns } from "./named-cluster-run.ts";

/** Holds the schedule of a pipeline on a cluster up, or lets it go on. */
export async function switchSchedule(verb: "suspend" | "unsuspend", args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb(verb, args, clusterOptions);
  if (paths.length === 0)
    throw new UsageError(`pipewright ${verb} wants a pipeline with a schedule, such as: pipewright ${verb} nightly`);
  const name = oneFile(verb, paths);
  const { cluster } = await openForRuns(options);
  const { suspendSchedule } = await import("../../cluster/act/suspend-schedule.ts");
  const isSuspended = verb === "suspend";
  const isNew = await asFollowProblems(() => suspendSchedule(cluster, name, isSuspended), cluster.context);
  const words = isSuspended
    ? "is suspended: nothing starts until pipewright unsuspend; runs that are under way go on"
    : "goes on; what was missed is not made up for, but pipewright backfill does that";
  process.stdout.write(`${name} ${isNew ? words : isSuspended ? "was suspended already" : "was not suspended"}\n`);
  return exitCode.fine;
}
