import { goDurationSeconds } from "../../runner/go-duration.ts";
import { followRun } from "../cluster/follow-run.ts";
import { namedClusterRun } from "../cluster/named-cluster-run.ts";
import type { ExitCode } from "../exit-codes.ts";
import { clusterOptions } from "../open-named-cluster.ts";
import { parseVerb } from "../parse-args.ts";
import { UsageError } from "../usage-error.ts";

/** Waits for the end of a run on a cluster, and ends as it did. */
export async function waitCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("wait", args, { ...clusterOptions, timeout: { type: "string" } });
  const [run = "last", another] = paths;
  if (another !== undefined) throw new UsageError(`pipewright wait takes one run; "${another}" is one too many.`);
  const seconds = options.timeout === undefined ? undefined : goDurationSeconds(options.timeout);
  if (options.timeout !== undefined && seconds === undefined)
    throw new UsageError(`--timeout wants a duration such as 30s, 10m or 2h, got "${options.timeout}".`);
  const found = await namedClusterRun(run, options);
  return await followRun(found, found.name, { json: false, quiet: true, timeout: seconds && seconds * 1000 });
}
