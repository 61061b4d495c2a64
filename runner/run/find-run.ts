import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { didYouMean } from "../../util/did-you-mean.ts";
import { RunError } from "../run-error.ts";

/** The ids of the runs in a folder, the latest first. */
export function runIdsIn(runsFolder: string): readonly string[] {
  const names = existsSync(runsFolder) ? readdirSync(runsFolder) : [];
  return names
    .filter((name) => existsSync(join(runsFolder, name, "run.json")))
    .toSorted((one, other) => beganAt(runsFolder, other) - beganAt(runsFolder, one) || (other < one ? -1 : 1));
}

/** Ids of different pipelines do not sort by time; `run.json` is written once, when a run begins. */
const beganAt = (runsFolder: string, id: string): number => statSync(join(runsFolder, id, "run.json")).mtimeMs;

/**
 * The folder of a run that is named by its id, by the beginning of its id, by its folder, by `last` or by `last~1` for the one before.
 *
 * @throws RunError `run-not-found` when there is none, `run-ambiguous` when there are several
 */
export function findRun(named: string, runsFolder: string): string {
  const back = /^last(?:~(\d+))?$/.exec(named);
  if (back === null && existsSync(join(named, "run.json"))) return resolve(named);
  const ids = runIdsIn(runsFolder);
  if (back !== null) {
    const id = ids[Number(back[1] ?? 0)];
    if (id !== undefined) return join(runsFolder, id);
    throw notFound(
      ids.length === 0 ? `There is no run in ${runsFolder}.` : `There are only ${ids.length} runs: no "${named}".`,
      ids,
    );
  }
  const word = basename(named);
  const found = ids.includes(word) ? [word] : ids.filter((id) => id.startsWith(word));
  const [id, another] = found;
  if (id === undefined || word === "") throw notFound(`There is no run "${named}".${didYouMean(named, ids)}`, ids);
  if (another !== undefined)
    throw new RunError(
      "run-ambiguous",
      `"${named}" may be one of ${found.length} runs: ${found.slice(0, 5).join(", ")}${found.length > 5 ? ", …" : ""}.`,
      "Say more of its id.",
    );
  return join(runsFolder, id);
}

const notFound = (message: string, ids: readonly string[]): RunError =>
  new RunError(
    "run-not-found",
    message,
    ids.length === 0 ? "Runs are looked for in the project that you are in." : `The latest: ${ids.slice(0, 3).join(", ")}.`,
  );
