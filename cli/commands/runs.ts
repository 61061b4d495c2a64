import { readRuns } from "../../runner/record/read-run.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { namesCluster } from "../cluster/named-cluster-run.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { clusterOptions } from "../open-named-cluster.ts";
import { oneOf, parseVerb, wholeNumber } from "../parse-args.ts";
import { isLost, withRecord } from "../record/open-record.ts";
import { table } from "../record/table.ts";
import { phaseWords, spanWords, timeWords } from "../record/words.ts";
import { terminalFor } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";

const defaultCount = 20;

export async function runsCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("runs", args, {
    ...clusterOptions,
    pipeline: { type: "string" },
    phase: { type: "string" },
    last: { type: "string", short: "n" },
    rebuild: { type: "boolean" },
    json: { type: "boolean" },
  });
  if (paths[0] !== undefined)
    throw new UsageError(
      `pipewright runs takes options alone; "${paths[0]}" is one too many. pipewright show ${paths[0]} shows one run.`,
    );
  const phase = oneOf("phase", options.phase, ["Pending", "Running", "Lost", "Succeeded", "Failed", "Error"]);
  const last = wholeNumber("last", options.last, 1);
  if (namesCluster(options)) {
    const { listClusterRuns } = await import("../cluster/cluster-runs.ts");
    return await listClusterRuns({ ...options, phase, last, json: options.json === true });
  }
  return await withRecord(
    ({ db, folderOf }) => {
      const { pipeline } = options;
      const all = readRuns(db, pipeline === undefined ? {} : { pipeline }).map((run) => ({
        ...run,
        phase: isLost(run, folderOf(run.id)) ? "Lost" : run.phase,
        folder: folderOf(run.id),
      }));
      if (pipeline !== undefined && all.length === 0) {
        const known = [...new Set(readRuns(db).map((run) => run.pipeline))];
        if (known.length > 0 && options.json !== true)
          process.stderr.write(`There is no run of a pipeline "${pipeline}".${didYouMean(pipeline, known)}\n`);
      }
      const chosen = all.filter((run) => phase === undefined || run.phase === phase);
      const runs = chosen.slice(0, last ?? (options.json === true ? undefined : defaultCount));
      if (options.json === true) {
        process.stdout.write(`${JSON.stringify({ runs }, undefined, 2)}\n`);
        return exitCode.fine;
      }
      const terminal = terminalFor(process.stdout);
      const rows = runs.map(({ id, pipeline: of, phase: word, startedAt, finishedAt, message }) => [
        id,
        of,
        phaseWords(word, terminal.style),
        timeWords(startedAt),
        word === "Lost" ? "" : spanWords(startedAt, finishedAt),
        word === "Lost" ? `goes on with: pipewright run --resume ${id}` : message,
      ]);
      process.stdout.write(
        rows.length === 0 ? "No runs.\n" : table(["run", "pipeline", "phase", "began", "took", ""], rows, terminal),
      );
      if (runs.length < chosen.length)
        process.stdout.write(terminal.style.dim(`… and ${chosen.length - runs.length} more: --last ${chosen.length}\n`));
      return exitCode.fine;
    },
    { rebuild: options.rebuild === true },
  );
}
