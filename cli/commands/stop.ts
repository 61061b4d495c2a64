import { readJournal } from "../../runner/run/journal.ts";
import { post } from "../../runner/run/mailbox.ts";
import { holderOf } from "../../runner/run/run-lock.ts";
import { RunError } from "../../runner/run-error.ts";
import { asProblems } from "../as-problems.ts";
import { delivered } from "../delivered.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { openNamedRun } from "../named-run.ts";
import { oneFile, parseVerb } from "../parse-args.ts";
import { UsageError } from "../usage-error.ts";

/** Ends a run that somebody else works on. */
export async function stopCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("stop", args, { terminate: { type: "boolean" } });
  if (paths.length === 0) throw new UsageError("pipewright stop wants a run, such as: pipewright stop last");
  const named = oneFile("stop", paths);
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
