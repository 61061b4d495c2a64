import { join } from "node:path";
import { type OpenedRun, openRun } from "../runner/open-run.ts";
import { findRun } from "../runner/run/find-run.ts";
import { readRunInfo } from "../runner/run/run-folder.ts";
import { RunError } from "../runner/run-error.ts";
import { asProblems } from "./as-problems.ts";
import { workspaceHere } from "./prepare-run.ts";

/** The folder of the run that a person names: by id, the beginning of one, `last`, or a folder. @throws ProblemError when there is none */
export const runFolderOf = (named: string): Promise<string> =>
  asProblems(named, () => findRun(named, join(workspaceHere(), ".pipewright", "runs")));

/** The same, with what the run began with. */
export const openNamedRun = async (named: string): Promise<OpenedRun> => {
  const folder = await runFolderOf(named);
  return asProblems(named, () => {
    refuseRemote(folder);
    return openRun(folder);
  });
};

/** Nothing of a run that was followed on a cluster is on this machine but what it told. @throws RunError */
function refuseRemote(folder: string): void {
  const { runId, remote } = readRunInfo(folder).info;
  if (remote === undefined) return;
  throw new RunError(
    "cannot-run-here",
    `Run ${runId} is one of the cluster of context "${remote.context}", and can't go on here.`,
    `pipewright retry ${runId} does there again what failed; pipewright fetch ${runId} STEP/ARTIFACT brings its data here.`,
  );
}
