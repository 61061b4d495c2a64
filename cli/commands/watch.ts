import { followRun } from "../cluster/follow-run.ts";
import { namedClusterRun } from "../cluster/named-cluster-run.ts";
import type { ExitCode } from "../exit-codes.ts";
import { clusterOptions } from "../open-named-cluster.ts";
import { parseVerb } from "../parse-args.ts";
import { UsageError } from "../usage-error.ts";

/** Shows a run on a cluster as a local one is shown. */
export async function watchCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("watch", args, {
    ...clusterOptions,
    json: { type: "boolean" },
    quiet: { type: "boolean" },
  });
  const [run = "last", another] = paths;
  if (another !== undefined) throw new UsageError(`pipewright watch takes one run; "${another}" is one too many.`);
  const found = await namedClusterRun(run, options);
  return await followRun(found, found.name, { json: options.json === true, quiet: options.quiet === true });
}
