import { readJournal } from "../../runner/run/journal.ts";
import { post } from "../../runner/run/mailbox.ts";
import { holderOf } from "../../runner/run/run-lock.ts";
import { RunError } from "../../runner/run-error.ts";
import { asProblems } from "../as-problems.ts";
import { asFollowProblems } from "../cluster/as-follow-problems.ts";
import { namedClusterRun, namesCluster, remoteRun } from "../cluster/named-cluster-run.ts";
import { delivered } from "../delivered.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { openNamedRun } from "../named-run.ts";
import { clusterOptions, type NamedCluster } from "../open-named-cluster.ts";
import { oneFile, parseVerb } from "../parse-args.ts";
import { UsageError } from "../usage-error.ts";

/** Ends a run that somebody else works on: another terminal, or a cluster. */
export async function stopCommand(args: readonly string[], verb: "stop" | "terminate" = "stop"): Promise<ExitCode> {
  const { paths, options } = parseVerb(verb, args, { ...clusterOptions, terminate: { type: "boolean" } });
  if (paths.length === 0) throw new UsageError(`pipewright ${verb} wants a run, such as: pipewright ${verb} last`);
  const named = oneFile(verb, paths);
  if (namesCluster(options) || remoteRun(named) !== undefined) return await stopOnCluster(named, options);
  const run = await openNamedRun(named);
  return asProblems(named, async () => {
    const { folder, info } = run;
    if (holderOf(folder) === undefined) throw notRunning(folder, info.runId);
    const isPosted = post(folder, { kind: "stop", how: options.terminate === true ? "Terminate" : "Stop" });
    const how = options.terminate === true ? "terminates" : "stops: what runs is ended, exit handlers still run";
    process.stdout.write(`${info.runId} ${how}${await delivered(run, isPosted)}\n`);
    return exitCode.fine;
  });
}

async function stopOnCluster(named: string, options: NamedCluster & { readonly terminate?: boolean }): Promise<ExitCode> {
  const { cluster, name } = await namedClusterRun(named, options);
  const { stopRun } = await import("../../cluster/act/stop-run.ts");
  const how = options.terminate === true ? "Terminate" : "Stop";
  await asFollowProblems(() => stopRun(cluster, name, how), cluster.context);
  process.stdout.write(`${name} ${how === "Stop" ? "stops: its pods are ended, exit handlers still run" : "terminates"}\n`);
  return exitCode.fine;
}

function notRunning(folder: string, runId: string): RunError {
  const ended = endOf(folder);
  return ended === undefined
    ? new RunError("run-not-running", `Nobody works on run ${runId}, so that nothing can be stopped.`)
    : new RunError("run-not-running", `Run ${runId} has ended already: ${ended.phase}.`);
}

function endOf(folder: string) {
  try {
    return readJournal(folder).ended;
  } catch {
    return undefined; // it was killed before it wrote a line
  }
}
