import { basename } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { findRun } from "../../runner/run/find-run.ts";
import { visibleText } from "../../util/visible-text.ts";
import { asProblems } from "../as-problems.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { parseVerb } from "../parse-args.ts";
import { findStep, withRecord } from "../record/open-record.ts";
import { runLog } from "../record/run-log.ts";
import { followStepLog, stepLog } from "../record/step-log.ts";
import { UsageError } from "../usage-error.ts";

export async function logsCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("logs", args, { follow: { type: "boolean", short: "f" }, json: { type: "boolean" } });
  const [named, step, third] = paths;
  if (named === undefined || third !== undefined)
    throw new UsageError("pipewright logs wants a run, and perhaps a step of it, such as: pipewright logs last train");
  if (options.json === true && options.follow === true) throw new UsageError("--json and --follow exclude each other.");
  const { folder, chosen } = await withRecord(async ({ place, run }) => {
    const found = await asProblems(named, () => findRun(named, place.runs));
    if (step === undefined) return { folder: found, chosen: undefined };
    return { folder: found, chosen: findStep(await run(basename(found)), step) };
  });
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(exitCode.fine); // nobody reads any more, as with `| head`
    throw error;
  });
  const isFollowed = options.follow === true;
  const ofStep = isFollowed ? followStepLog : stepLog;
  const lines = chosen === undefined ? runLog(folder, isFollowed) : ofStep(folder, chosen);
  if (options.json === true) {
    const all: unknown[] = [];
    for await (const line of lines) all.push(line);
    process.stdout.write(`${JSON.stringify({ lines: all }, undefined, 2)}\n`);
    return exitCode.fine;
  }
  for await (const { step: of, line } of lines)
    process.stdout.write(`${chosen === undefined ? `${visibleText(of)} | ` : ""}${plain(line)}\n`);
  return exitCode.fine;
}

/** In a terminal colours may stay out of it as well: a program's control characters are never for this one. */
const plain = (line: string): string => visibleText(stripVTControlCharacters(line));
