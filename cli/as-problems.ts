import { ClusterError } from "../cluster/cluster-error.ts";
import { diagnostic } from "../compiler/diagnostics/diagnostic.ts";
import { RunError } from "../runner/run-error.ts";
import { ProblemError } from "./problem-error.ts";

/** What the runner refuses is a problem of the manifest, at its line; what a cluster refuses is none of any file. */
export async function asProblems<T>(file: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ClusterError)
      throw new ProblemError([diagnostic({ code: error.code, message: error.message, help: error.help })]);
    if (!(error instanceof RunError)) throw error;
    const at = error.line === undefined ? undefined : { file: error.file ?? file, line: error.line, column: 1 };
    throw new ProblemError([diagnostic({ code: error.code, message: error.message, help: error.help, at })]);
  }
}
