import { basename, join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { type RecordedStep, readRun, type WholeRun } from "../../runner/record/read-run.ts";
import { type RecordPlace, recordOf, syncedRecord } from "../../runner/record/sync-record.ts";
import { findRun } from "../../runner/run/find-run.ts";
import { readRunInfo } from "../../runner/run/run-folder.ts";
import { holderOf } from "../../runner/run/run-lock.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { asProblems } from "../as-problems.ts";
import { workspaceHere } from "../prepare-run.ts";
import { ProblemError } from "../problem-error.ts";

/** The record of the project that the person is in. */
export interface ProjectRecord {
  readonly db: DatabaseSync;
  readonly place: RecordPlace;
  /** @throws ProblemError when there is no such run, or several */
  readonly run: (named: string) => Promise<WholeRun>;
  readonly folderOf: (id: string) => string;
}

/**
 * Opens the record, up to date, for as long as `work` takes.
 * @throws ProblemError `record-not-readable`
 */
export async function withRecord<T>(
  work: (record: ProjectRecord) => T | Promise<T>,
  { rebuild = false }: { readonly rebuild?: boolean } = {},
): Promise<T> {
  const place = recordOf(workspaceHere());
  const db = await syncedRecord(place, rebuild).catch((error: Error) => {
    const message = `The record of runs can't be read: ${error.message} (${place.file}).`;
    const help = "It only sums up the folders of the runs: remove it, and it is made anew.";
    throw new ProblemError([diagnostic({ code: "record-not-readable", message, help })]);
  });
  try {
    return await work({
      db,
      place,
      run: (named) =>
        asProblems(named, () => {
          const id = basename(findRun(named, place.runs));
          const run = readRun(db, id);
          if (run !== undefined) return run;
          const message = `Run ${id} has not begun: there are no events in its folder.`;
          throw new ProblemError([diagnostic({ code: "run-not-found", message })]);
        }),
      folderOf: (id) => join(place.runs, id),
    });
  } finally {
    db.close();
  }
}

/** Whether nobody works on a run any more that has not ended: it was killed, and can go on. One on a cluster goes on there. */
export const isLost = (run: Pick<WholeRun, "phase">, folder: string): boolean =>
  (run.phase === "Running" || run.phase === "Pending") && holderOf(folder) === undefined && !isRemote(folder);

function isRemote(folder: string): boolean {
  try {
    return readRunInfo(folder).info.remote !== undefined;
  } catch {
    return false;
  }
}

/**
 * The step of a run that is named as the run names it, or shorter where only one can be meant.
 * @throws ProblemError when there is none, or several
 */
export function findStep(run: WholeRun, named: string): RecordedStep {
  const exact = run.steps.find(({ step, node }) => step === named || node === named);
  if (exact !== undefined) return exact;
  const found = run.steps.filter(({ step, template }) => shortNames(step).includes(named) || template === named);
  const [only, another] = found;
  if (only !== undefined && another === undefined) return only;
  const names = run.steps.map(({ step }) => step);
  const message =
    only === undefined
      ? `Run ${run.id} has no step "${named}".${didYouMean(named, names)}`
      : `"${named}" may be one of ${found.length} steps of run ${run.id}.`;
  const listed = (only === undefined ? names : found.map(({ step }) => step)).slice(0, 10);
  throw new ProblemError([
    diagnostic({ code: "step-not-found", message, help: `Its steps: ${listed.join(", ")}${names.length > 10 ? ", …" : ""}.` }),
  ]);
}

/** `train(0:1)` and `train` of `trials(0:1).train(0:1)`. */
function shortNames(step: string): readonly string[] {
  const last = step.split(/\.(?![^(]*\))/).at(-1) ?? step;
  return [last, last.replace(/\(.*$/s, "")];
}
