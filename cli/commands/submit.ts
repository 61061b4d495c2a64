import { asFollowProblems } from "../cluster/as-follow-problems.ts";
import { followRun } from "../cluster/follow-run.ts";
import { openForRuns } from "../cluster/named-cluster-run.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { checkedPipeline } from "../front.ts";
import { clusterOptions } from "../open-named-cluster.ts";
import { oneFile, parseVerb } from "../parse-args.ts";
import { checkRunParams, type GivenParams, readGivenParams } from "../run-params.ts";
import { UsageError } from "../usage-error.ts";

/** Starts a run on a cluster, of a pipeline that was applied there. */
export async function submitCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("submit", args, {
    ...clusterOptions,
    param: { type: "string", short: "p", multiple: true },
    params: { type: "string" },
    watch: { type: "boolean" },
    wait: { type: "boolean" },
    json: { type: "boolean" },
  });
  if (paths.length === 0) throw new UsageError("pipewright submit wants a pipeline, such as: pipewright submit pipeline.ts");
  if (options.watch === true && options.wait === true) throw new UsageError("--watch and --wait exclude each other.");
  const given = await readGivenParams(options.param, options.params);
  const { pipeline, values } = await pipelineOf(oneFile("submit", paths), given);
  const open = await openForRuns(options);
  const { cluster } = open;
  const { appliedPipeline, checkArguments, createOnce, submittedWorkflow } = await import("../../cluster/act/submit-run.ts");
  const name = await asFollowProblems(async () => {
    const applied = await appliedPipeline(cluster, pipeline);
    checkArguments(applied, values);
    return await createOnce(cluster, submittedWorkflow(applied, values));
  }, cluster.context);
  const follows = options.watch === true || options.wait === true;
  if (options.json === true && !follows)
    process.stdout.write(
      `${JSON.stringify({ context: cluster.context, namespace: cluster.namespace, pipeline, run: name }, undefined, 2)}\n`,
    );
  else if (options.json !== true)
    process.stdout.write(`${name} of ${pipeline} is submitted${follows ? "" : `: pipewright watch ${name}`}\n`);
  if (!follows) return exitCode.fine;
  return await followRun(open, name, { json: options.json === true, quiet: options.wait === true });
}

/** Of a file the name and what its parameters mean, by its own schemas; of a name, what was said as text. */
async function pipelineOf(
  path: string,
  given: GivenParams,
): Promise<{ readonly pipeline: string; readonly values: Readonly<Record<string, string>> }> {
  if (/\.[mc]?[tj]s$/.test(path)) {
    const { plan } = await checkedPipeline(path);
    return { pipeline: plan.name, values: checkRunParams(plan.params, given, false) };
  }
  const fromFile = [...given.values].map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]);
  return { pipeline: path, values: Object.fromEntries([...fromFile, ...given.texts]) };
}
