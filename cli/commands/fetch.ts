import { existsSync } from "node:fs";
import { rename } from "node:fs/promises";
import { resolve } from "node:path";
import { asFollowProblems } from "../cluster/as-follow-problems.ts";
import { namedClusterRun } from "../cluster/named-cluster-run.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { interruptible } from "../interrupt.ts";
import { clusterOptions } from "../open-named-cluster.ts";
import { parseVerb } from "../parse-args.ts";
import { shown } from "../type-check.ts";
import { UsageError } from "../usage-error.ts";

/** Brings an artifact of a run on a cluster here. */
export async function fetchCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("fetch", args, {
    ...clusterOptions,
    out: { type: "string", short: "o" },
    endpoint: { type: "string" },
  });
  const [run, named, another] = paths;
  if (run === undefined || named === undefined || another !== undefined)
    throw new UsageError("pipewright fetch wants a run and an artifact, such as: pipewright fetch last train/model");
  const to = resolve(options.out ?? named.split("/").at(-1) ?? named);
  if (existsSync(to)) throw new UsageError(`${shown(to)} is there already: -o PATH says another place.`);
  const { cluster, workflow } = await namedClusterRun(run, options);
  const { followedWorkflow } = await import("../../cluster/follow/followed-workflow.ts");
  const { findArtifact } = await import("../../cluster/follow/find-artifact.ts");
  const { fetchArtifact } = await import("../../cluster/follow/repository-access.ts");
  const { signal, end } = interruptible();
  try {
    await asFollowProblems(async () => {
      const artifact = findArtifact(followedWorkflow(workflow), named);
      const begun = `${to}.${process.pid}.part`;
      await fetchArtifact(artifact, begun, { cluster, workflow, endpoint: options.endpoint, env: process.env, signal });
      await rename(begun, to);
    }, cluster.context);
    process.stdout.write(`${shown(to)}\n`);
    return exitCode.fine;
  } catch (error) {
    if (signal.aborted) return exitCode.interrupted;
    throw error;
  } finally {
    end();
  }
}
