import { deletePipeline } from "../../cluster/apply/delete-pipeline.ts";
import { objectName } from "../../cluster/plan/object-change.ts";
import { canAsk } from "../ask-person.ts";
import { asDeployProblems } from "../deploy/as-deploy-problems.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { clusterOptions, openNamedCluster } from "../open-named-cluster.ts";
import { oneFile, parseVerb } from "../parse-args.ts";
import { UsageError } from "../usage-error.ts";

export async function deleteCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("delete", args, {
    ...clusterOptions,
    yes: { type: "boolean", short: "y" },
    runs: { type: "boolean" },
    json: { type: "boolean" },
  });
  if (paths.length === 0)
    throw new UsageError("pipewright delete wants a pipeline's name or file, such as: pipewright delete taxi-retrain");
  const given = oneFile("delete", paths);
  const name = await nameOf(given);
  const cluster = await asDeployProblems(() => openNamedCluster(options), options.context);
  return await asDeployProblems(async () => {
    const { found, others, remove } = await deletePipeline(cluster, name, options.runs === true);
    const tell = (text: string): void => void (options.json === true ? undefined : process.stdout.write(`${text}\n`));
    for (const one of others) tell(`${objectName(one)} stays: it was not put there by pipewright apply`);
    if (found.length === 0) {
      process.stderr.write(`Nothing of "${name}" was put there by pipewright apply.\n`);
      return exitCode.fine;
    }
    if (options.yes !== true && !(await isConfirmed(found.map(objectName), cluster.namespace))) return exitCode.problem;
    await remove((one) => tell(`${objectName(one)} deleted`));
    if (options.json === true) process.stdout.write(`${JSON.stringify({ deleted: found, stays: others }, undefined, 2)}\n`);
    return exitCode.fine;
  }, cluster.context);
}

/** A pipeline's file says its name. */
async function nameOf(given: string): Promise<string> {
  if (!/\.[cm]?[jt]sx?$/.test(given)) return given;
  const { loadPipeline } = await import("../load-pipeline.ts");
  return (await loadPipeline(given)).name;
}

async function isConfirmed(names: readonly string[], namespace: string): Promise<boolean> {
  if (!canAsk())
    throw new UsageError(
      `${names.length} objects would be deleted (${names.slice(0, 5).join(", ")}); say --yes, as nobody can be asked here.`,
    );
  const { createInterface } = await import("node:readline/promises");
  const asked = createInterface({ input: process.stdin, output: process.stderr });
  try {
    for (const name of names) process.stderr.write(`  ${name}\n`);
    return /^y(es)?$/i.test((await asked.question(`Delete these from namespace ${namespace}? [y/N] `)).trim());
  } finally {
    asked.close();
  }
}
