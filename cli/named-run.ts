import { join } from "node:path";
import { type OpenedRun, openRun } from "../runner/open-run.ts";
import { findRun } from "../runner/run/find-run.ts";
import { asProblems } from "./as-problems.ts";
import { workspaceHere } from "./prepare-run.ts";

/** The folder of the run that a person names: by id, the beginning of one, `last`, or a folder. @throws ProblemError when there is none */
export const runFolderOf = (named: string): Promise<string> =>
  asProblems(named, () => findRun(named, join(workspaceHere(), ".pipewright", "runs")));

/** The same, with what the run began with. */
export const openNamedRun = async (named: string): Promise<OpenedRun> => {
  const folder = await runFolderOf(named);
  return asProblems(named, () => openRun(folder));
};
