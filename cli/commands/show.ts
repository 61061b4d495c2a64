import { asFollowProblems } from "../cluster/as-follow-problems.ts";
import { namedClusterRun, namesCluster } from "../cluster/named-cluster-run.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { clusterOptions, type NamedCluster } from "../open-named-cluster.ts";
import { oneFile, parseVerb } from "../parse-args.ts";
import { isLost, withRecord } from "../record/open-record.ts";
import { showRun } from "../record/show-run.ts";
import { terminalFor } from "../terminal.ts";

export async function showCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("show", args, { ...clusterOptions, json: { type: "boolean" } });
  const named = oneFile("show", paths) || "last";
  const remote = namesCluster(options) ? await keptFromCluster(named, options) : undefined;
  return await withRecord(async ({ run, folderOf }) => {
    const whole = await run(remote ?? named);
    const folder = folderOf(whole.id);
    const known = { ...whole, phase: isLost(whole, folder) ? ("Lost" as const) : whole.phase, folder };
    if (options.json === true) process.stdout.write(`${JSON.stringify(known, undefined, 2)}\n`);
    else process.stdout.write(showRun(known, terminalFor(process.stdout)));
    return exitCode.fine;
  });
}

/** What a cluster has of a run is put into the record first, so that it is shown as any other. */
async function keptFromCluster(named: string, options: NamedCluster): Promise<string> {
  const found = await namedClusterRun(named, options);
  const { keepLook } = await import("../cluster/keep-look.ts");
  return await asFollowProblems(() => keepLook(found), found.cluster.context);
}
