import type { OpenCluster } from "../../cluster/open-cluster.ts";
import type { ClusterPlan } from "../../cluster/plan/cluster-plan.ts";
import type { KubeObject } from "../../cluster/watch-object.ts";
import { type Diagnostic, isError } from "../../compiler/diagnostics/diagnostic.ts";
import { type RunCost, runCost } from "../../compiler/plan/run-cost.ts";
import { checkedPipeline, manifestObjects } from "../front.ts";
import { loadProfile } from "../load-profile.ts";
import { openNamedCluster } from "../open-named-cluster.ts";
import type { Options } from "../parse-args.ts";
import { ProblemError } from "../problem-error.ts";
import { projectSettings } from "../project-settings.ts";
import { checkedRegistry } from "../registry-option.ts";
import { readGivenParams } from "../run-params.ts";
import { targetFor } from "../target-option.ts";
import { neverBuilt } from "../unbuilt-images.ts";
import { asDeployProblems } from "./as-deploy-problems.ts";
import type { deployOptions } from "./deploy-options.ts";

/** A pipeline, a cluster, and what applying the one to the other would change. */
export interface Prepared {
  readonly cluster: OpenCluster;
  readonly pipeline: string;
  readonly objects: readonly KubeObject[];
  readonly plan: ClusterPlan;
  readonly cost: RunCost;
  /** Of the compiler, the images and the cluster. */
  readonly findings: readonly Diagnostic[];
}

export interface PrepareOptions {
  readonly file: string;
  readonly options: Options<typeof deployOptions>;
  readonly signal: AbortSignal;
}

/**
 * Compiles a pipeline, and asks the cluster meanwhile whether it is there; then what would change.
 * @throws ProblemError, UsageError
 */
export async function prepare({ file, options, signal }: PrepareOptions): Promise<Prepared> {
  const settings = await projectSettings(file);
  const target = await targetFor(options.target, file);
  const registry = checkedRegistry(options.registry) ?? settings.registry;
  const opening = openNamedCluster({ ...(settings.namespace !== undefined && { namespace: settings.namespace }), ...options });
  opening.catch(() => undefined); // told below, behind what is wrong with the pipeline
  const given = await readGivenParams(options.param, options.params);
  const checked = await checkedPipeline(file, await loadProfile(options.profile, file));
  const compiled = await manifestObjects(checked, { given, complete: false, registry, target });
  const objects = compiled as readonly object[] as readonly KubeObject[];
  const { name } = checked.plan;
  const unbuilt = options["allow-unbuilt"] === true ? [] : neverBuilt(compiled, file);
  const cluster = await asDeployProblems(() => opening, options.context);
  const [{ planCluster }, { neededPatch }] = await Promise.all([
    import("../../cluster/plan/cluster-plan.ts"),
    import("../../compiler/targets/needed-patch.ts"),
  ]);
  const planning = planCluster(cluster, objects, {
    pipeline: name,
    target,
    needed: neededPatch(compiled, target),
    takesOver: options["force-conflicts"] === true,
    prunes: options["no-prune"] !== true,
    now: Date.now(),
    signal,
  });
  const plan = await asDeployProblems(() => planning, cluster.context);
  const findings = [...checked.warnings, ...unbuilt, ...plan.findings];
  return { cluster, pipeline: name, objects, plan, cost: runCost(checked.plan), findings };
}

/** What stands against applying: everything that makes it certain that it, or the runs, fail. */
export function refuseProblems(findings: readonly Diagnostic[], allowsMissing: boolean): void {
  const counts = ({ code }: Diagnostic): boolean =>
    !(allowsMissing && /(-not-in-cluster|-key-missing)$/.test(code) && code !== "kind-not-in-cluster");
  if (findings.some((one) => isError(one) && counts(one))) throw new ProblemError(findings);
}
