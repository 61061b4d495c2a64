import type { Check } from "../../cluster/doctor/check.ts";
import type { OpenCluster } from "../../cluster/open-cluster.ts";
import { asDeployProblems } from "../deploy/as-deploy-problems.ts";
import { checkMachine } from "../deploy/check-machine.ts";
import { showChecks } from "../deploy/show-checks.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { defaultRegistry } from "../images.ts";
import { clusterOptions, type NamedCluster, openNamedCluster } from "../open-named-cluster.ts";
import { parseVerb } from "../parse-args.ts";
import { ProblemError } from "../problem-error.ts";
import { projectLock } from "../project-lock.ts";
import { checkedRegistry } from "../registry-option.ts";
import { terminalFor } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";

export async function doctorCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("doctor", args, {
    ...clusterOptions,
    "service-account": { type: "string" },
    registry: { type: "string" },
    local: { type: "boolean" },
    gpu: { type: "boolean" },
    image: { type: "string" },
    json: { type: "boolean" },
  });
  if (paths.length > 0) throw new UsageError(`pipewright doctor takes no file; "${paths[0]}" is one too many.`);
  if (options.gpu === true && options.local === true) throw new UsageError("--gpu and --local exclude each other.");
  if ((options.gpu === true) !== (options.image !== undefined))
    throw new UsageError(
      "--gpu and --image belong together: pipewright doctor --gpu --image IMAGE, one of a GPU step that pipewright build has made.",
    );
  const registry = checkedRegistry(options.registry) ?? (await projectLock(process.cwd()))?.registry ?? defaultRegistry;
  // the cluster is asked first: programs of this machine are slow to start
  const opened = options.local === true ? undefined : await opening(options).catch(asCheck);
  const ofCluster = async (cluster: OpenCluster): Promise<readonly Check[]> =>
    await asDeployProblems(async () => {
      const { checkCluster } = await import("../../cluster/doctor/check-cluster.ts");
      const checks = await checkCluster(cluster, { account: options["service-account"] ?? "default", registry });
      if (options.image === undefined) return checks;
      const { trainOnGpu } = await import("../../cluster/doctor/train-on-gpu.ts");
      return [...checks, await trainOnGpu(cluster, options.image)];
    }, cluster.context);
  const [machine, cluster] = await Promise.all([
    checkMachine(registry),
    opened === undefined ? [] : "client" in opened ? ofCluster(opened).catch(asCheck) : opened,
  ]);
  const checks = [...machine, ...cluster];
  process.stdout.write(
    options.json === true ? `${JSON.stringify(checks, undefined, 2)}\n` : showChecks(checks, terminalFor(process.stdout)),
  );
  return checks.some(({ status }) => status === "fail") ? exitCode.problem : exitCode.fine;
}

const opening = (named: NamedCluster): Promise<OpenCluster> => asDeployProblems(() => openNamedCluster(named), named.context);

/** A cluster that can't be used is what a doctor is called for. */
function asCheck(error: unknown): readonly Check[] {
  if (!(error instanceof ProblemError)) throw error;
  return error.diagnostics.map(({ message, help }) => ({
    where: "cluster",
    about: "Cluster",
    status: "fail",
    says: message,
    mend: help,
  }));
}
