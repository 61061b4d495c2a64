import type { Diagnostic } from "../compiler/diagnostics/diagnostic.ts";
import type { SourceFinding } from "../compiler/source/source-finding.ts";
import { unsaidProblems } from "./merge-source-findings.ts";
import { reportDiagnostics } from "./print-diagnostics.ts";

/** What an error of the DSL says, as a problem. */
export type ProblemOf = (error: Error) => Diagnostic;

/** Problems that came when nobody waited: in a timer, in an async body, in a promise of the author's. */
const late: Diagnostic[] = [];
/** What was read in pipeline files: it explains most of them. */
const findings: SourceFinding[] = [];
let isWatching = false;

/**
 * An author's callback that runs when its pipeline has been built can only throw into the void, and would end this process with a
 * stack of our own. It becomes a problem like any other; errors that are not the DSL's end the process as before.
 */
export function watchForLateProblems(problemOf: ProblemOf): void {
  if (isWatching) return;
  isWatching = true;
  const note = (error: unknown) => {
    if (error instanceof Error && error.name === "DslError") {
      late.push(problemOf(error));
      return;
    }
    process.off("uncaughtException", note).off("unhandledRejection", note);
    setImmediate(() => {
      throw error;
    });
  };
  process.on("uncaughtException", note).on("unhandledRejection", note).on("exit", reportTheRest);
}

/** Problems in a file that have come late, up to now; what was found in its source is remembered for those that will. */
export function takeLateProblems(file: string, found: readonly SourceFinding[]): readonly Diagnostic[] {
  findings.push(...found);
  const taken = late.filter(({ at }) => at?.file === file);
  late.splice(0, late.length, ...late.filter((one) => !taken.includes(one)));
  return taken;
}

/** Too late for a list of all problems, but not to be heard. */
function reportTheRest(): void {
  const rest = unsaidProblems(late, findings);
  if (rest.length === 0) return;
  reportDiagnostics(rest);
  process.exitCode = 1;
}
