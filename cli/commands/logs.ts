import { basename } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { findRun } from "../../runner/run/find-run.ts";
import { visibleText } from "../../util/visible-text.ts";
import { asProblems } from "../as-problems.ts";
import { asFollowProblems } from "../cluster/as-follow-problems.ts";
import { namedClusterRun, namesCluster, remoteRun } from "../cluster/named-cluster-run.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { interruptible } from "../interrupt.ts";
import { clusterOptions, type NamedCluster } from "../open-named-cluster.ts";
import { parseVerb } from "../parse-args.ts";
import { ProblemError } from "../problem-error.ts";
import { findStep, withRecord } from "../record/open-record.ts";
import { type LogLine, runLog } from "../record/run-log.ts";
import { followStepLog, stepLog } from "../record/step-log.ts";
import { terminalFor } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";

export async function logsCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("logs", args, {
    ...clusterOptions,
    endpoint: { type: "string" },
    follow: { type: "boolean", short: "f" },
    json: { type: "boolean" },
  });
  const [named, step, third] = paths;
  if (named === undefined || third !== undefined)
    throw new UsageError("pipewright logs wants a run, and perhaps a step of it, such as: pipewright logs last train");
  if (options.json === true && options.follow === true) throw new UsageError("--json and --follow exclude each other.");
  if (namesCluster(options)) return await logsOfCluster(named, step, options);
  if (remoteRun(named) !== undefined) {
    try {
      return await logsOfCluster(named, step, options);
    } catch (error) {
      if (!isGoneThere(error)) throw error;
      process.stderr.write("The run is not on its cluster any more. What was heard of it when it was followed:\n");
    }
  }
  const { folder, chosen } = await withRecord(async ({ place, run }) => {
    const found = await asProblems(named, () => findRun(named, place.runs));
    if (step === undefined) return { folder: found, chosen: undefined };
    return { folder: found, chosen: findStep(await run(basename(found)), step) };
  });
  endWithReader();
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

const isGoneThere = (error: unknown): boolean =>
  error instanceof ProblemError && error.diagnostics.some(({ code }) => code === "cluster-run-not-found");

async function logsOfCluster(
  named: string,
  step: string | undefined,
  options: NamedCluster & { readonly follow?: boolean; readonly json?: boolean; readonly endpoint?: string },
): Promise<ExitCode> {
  const run = await namedClusterRun(named, options);
  const { clusterLogs } = await import("../cluster/cluster-logs.ts");
  const { signal, end } = interruptible();
  const { style } = terminalFor(process.stdout);
  const colours = [style.cyan, style.green, style.yellow, style.bold];
  const known = new Map<string, (text: string) => string>();
  const all: LogLine[] = [];
  const onLine = (one: LogLine): void => {
    if (options.json === true) return void all.push(one);
    const colour = known.get(one.step) ?? colours[known.size % colours.length]!;
    known.set(one.step, colour);
    process.stdout.write(
      `${step === undefined || known.size > 1 ? `${colour(visibleText(one.step))} | ` : ""}${plain(one.line)}\n`,
    );
  };
  try {
    const tell = (what: string): void => void process.stderr.write(`${visibleText(what)}\n`);
    const { follow = false, endpoint } = options;
    await asFollowProblems(() => clusterLogs(run, { step, follow, endpoint, signal, onLine, tell }), run.cluster.context);
  } catch (error) {
    if (!signal.aborted) throw error;
    return exitCode.interrupted;
  } finally {
    end();
  }
  if (options.json === true) process.stdout.write(`${JSON.stringify({ lines: all }, undefined, 2)}\n`);
  return exitCode.fine;
}

function endWithReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(exitCode.fine); // nobody reads any more, as with `| head`
    throw error;
  });
}

/** In a terminal colours may stay out of it as well: a program's control characters are never for this one. */
const plain = (line: string): string => visibleText(stripVTControlCharacters(line));
