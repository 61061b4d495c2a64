import { join } from "node:path";
import { bundleMain } from "../containers/build/bundle-store.ts";
import { LocalStore } from "../runner/artifacts/local-store.ts";
import type { Cluster } from "../runner/manifest/cluster.ts";
import { agentPods } from "../runner/pods/agent/agent-pods.ts";
import type { ContainerOptions } from "../runner/pods/container/container-place.ts";
import type { Machine } from "../runner/pods/machine/machine.ts";
import type { PodRunner } from "../runner/pods/pod.ts";
import type { PodOptions } from "../runner/pods/pod-options.ts";
import { podsByTemplate } from "../runner/pods/pods-by-template.ts";
import { PortClaims } from "../runner/pods/port-claims.ts";
import type { ProcessStarter } from "../runner/pods/process/node-processes.ts";
import { processPods } from "../runner/pods/process/process-pods.ts";
import type { ResourceCluster } from "../runner/pods/resource/resource-pods.ts";
import type { Executor } from "./run-flags.ts";

export interface RunPodsOptions {
  readonly cluster: Cluster;
  /** The project that has the code of components. */
  readonly workspace: string;
  readonly processes: ProcessStarter;
  readonly seed: number;
  readonly executor: Executor;
  readonly machine: Machine;
  /** Flags of Node for components. */
  readonly nodeFlags: readonly string[];
  /** The cluster on which resource steps work. */
  readonly resourceCluster?: ResourceCluster;
  /** Told of the engine that runs containers. */
  readonly onEngine: (program: string) => void;
}

/** Makes what runs the pods of a run: our own components on their bundles, others where the person says. */
export async function runPods(options: RunPodsOptions): Promise<(folder: string) => PodRunner> {
  const { cluster, workspace, executor, resourceCluster } = options;
  const foreign = await foreignPods(executor);
  const resource = await resourcePodsOf(resourceCluster);
  const ports = new PortClaims(); // runs beside one another share the machine, too
  return (folder) => {
    const common: PodOptions = {
      store: new LocalStore(join(folder, "artifacts")),
      objects: cluster,
      env: process.env,
      ports,
      claimFolder: (claim) => join(folder, "claims", claim),
      ...(resourceCluster !== undefined && { namespace: resourceCluster.namespace }),
    };
    return podsByTemplate({
      process: processPods({
        ...common,
        processes: options.processes,
        bundleMain: (tag) => bundleMain(workspace, tag),
        compileCache: join(workspace, ".pipewright", "cache", "compiled"),
        seed: options.seed,
        requireGpu: false,
        nodeFlags: options.nodeFlags,
      }),
      agent: agentPods(common),
      machine: options.machine,
      ...(resource !== undefined && { resource: resource(common) }),
      ...(foreign !== undefined && {
        foreign: foreign({
          ...common,
          onEngine: options.onEngine,
          ownEnv: { PIPEWRIGHT_SEED: String(options.seed), PIPEWRIGHT_REQUIRE_GPU: "0" },
        }),
        builtAsForeign: executor === "container",
      }),
    });
  };
}

/** Loaded when a cluster was named. */
async function resourcePodsOf(cluster: ResourceCluster | undefined): Promise<((options: PodOptions) => PodRunner) | undefined> {
  if (cluster === undefined) return undefined;
  const { resourcePods } = await import("../runner/pods/resource/resource-pods.ts");
  return (options) => resourcePods(options, cluster);
}

/** Loaded when it is asked for. */
async function foreignPods(executor: Executor): Promise<((options: ContainerOptions) => PodRunner) | undefined> {
  if (executor === "host") return (await import("../runner/pods/host/host-pods.ts")).hostPods;
  if (executor === "container") return (await import("../runner/pods/container/container-pods.ts")).containerPods;
  return undefined;
}
