import { asFollowProblems } from "../cluster/as-follow-problems.ts";
import { followRun } from "../cluster/follow-run.ts";
import { namedClusterRun } from "../cluster/named-cluster-run.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { clusterOptions } from "../open-named-cluster.ts";
import { oneFile, parseVerb } from "../parse-args.ts";
import { UsageError } from "../usage-error.ts";

/** Has a run on a cluster go on that failed: what succeeded stays. */
export async function retryCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("retry", args, { ...clusterOptions, watch: { type: "boolean" } });
  if (paths.length === 0) throw new UsageError("pipewright retry wants a run of a cluster, such as: pipewright retry last");
  const run = oneFile("retry", paths);
  const found = await namedClusterRun(run, options);
  const { retryRun } = await import("../../cluster/act/retry-run.ts");
  const anew = await asFollowProblems(() => retryRun(found.cluster, found.name), found.cluster.context);
  const shownSteps = anew.map((node) => (node.startsWith(`${found.name}.`) ? node.slice(found.name.length + 1) : node));
  const more = shownSteps.length > 10 ? `, and ${shownSteps.length - 10} more` : "";
  process.stdout.write(`${found.name} goes on. Done anew: ${shownSteps.slice(0, 10).join(", ") || "the whole of it"}${more}\n`);
  return options.watch === true ? await followRun(found, found.name, { json: false, quiet: false }) : exitCode.fine;
}
