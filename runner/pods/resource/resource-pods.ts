import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { KubeClient } from "../../../cluster/kube-client.ts";
import { ResourceKinds } from "../../../cluster/resource-kinds.ts";
import type { ResourceTemplate, Template } from "../../../compiler/argo/model.generated.ts";
import { loadArtifact } from "../../artifacts/load-artifact.ts";
import { artifactContext } from "../artifact-context.ts";
import type { Pod, PodOutcome, PodRunner } from "../pod.ts";
import type { PodOptions } from "../pod-options.ts";
import { Stopper } from "../stopper.ts";
import { awaitCondition } from "./await-condition.ts";
import { readKubectlFlags } from "./kubectl-flags.ts";
import { kubectlWords } from "./kubectl-words.ts";
import { openLog } from "./open-log.ts";
import { perform } from "./perform.ts";
import { resourceOutputs } from "./resource-outputs.ts";
import type { ResourceWork } from "./resource-work.ts";

/** The cluster on which resource steps work. */
export interface ResourceCluster {
  readonly client: KubeClient;
  readonly namespace: string;
}

/** Where Argo's executor has the manifest of a template, which kubectl names in its messages. */
const manifestPath = "/tmp/manifest.yaml";

/** Runs `resource` templates against a cluster: what Argo's executor has kubectl do, by requests of our own. */
export function resourcePods(options: PodOptions, { client, namespace }: ResourceCluster): PodRunner {
  const kinds = new ResourceKinds(client);
  return {
    refusal: async ({ resource }) => {
      try {
        readKubectlFlags((resource?.flags ?? []).filter((flag) => !flag.includes("{{")));
        return undefined;
      } catch (error) {
        return { why: (error as Error).message, isOurs: false };
      }
    },
    run: (pod) => runResource(pod, pod.template.resource!, options, { client, kinds, namespace }),
    end: async () => undefined,
  };
}

async function runResource(
  pod: Pod,
  resource: ResourceTemplate,
  options: PodOptions,
  cluster: Pick<ResourceWork, "client" | "kinds" | "namespace">,
): Promise<PodOutcome> {
  const stopper = new Stopper(pod.stop, pod.template);
  const abort = new AbortController();
  const release = stopper.onStop(() => abort.abort());
  const log = await openLog(pod);
  try {
    pod.events.onStart();
    if (resource.setOwnerReference === true)
      log.line(
        "stderr",
        "setOwnerReference: there is no Workflow in the cluster that could own the object, so it stays when the run is over",
      );
    const work: Omit<ResourceWork, "flags" | "source"> = {
      ...cluster,
      manager: managerOf(pod),
      signal: abort.signal,
      log: (line) => log.line("stdout", line),
    };
    const parameters = await carryOut(pod, resource, options, work);
    return { phase: "Succeeded", message: "", outputs: { ...(parameters !== undefined && { parameters }), exitCode: "0" } };
  } catch (error) {
    if (stopper.stopped !== undefined) return { phase: "Failed", message: stopper.stopped.message, outputs: {} };
    const { message } = error as Error;
    log.line("stderr", message);
    return { phase: "Failed", message: `main: Error (exit code 64): ${message}`, outputs: { exitCode: "64" } };
  } finally {
    release();
    stopper.end();
    log.end();
  }
}

async function carryOut(
  pod: Pod,
  resource: ResourceTemplate,
  options: PodOptions,
  around: Omit<ResourceWork, "flags" | "source">,
): Promise<Readonly<Record<string, string>> | undefined> {
  const { template } = pod;
  if (resource.action === "delete" && isWatched(template, resource))
    throw new Error("successCondition, failureCondition and outputs are not supported for delete action");
  const { text, source } = await manifestOf(pod, resource, options);
  const flags = resource.flags ?? [];
  if (text === "" && flags.length === 0) throw new Error("Must provide at least one of flags or manifest.");
  const work: ResourceWork = { ...around, flags: readKubectlFlags(flags), source };
  const touched = await perform(work, resource, text).catch((error: unknown) => {
    work.signal.throwIfAborted();
    throw new Error(`no more retries ${kubectlWords(error, source)}`);
  });
  if (resource.action === "delete") return undefined;
  // Argo's executor reads one object of what kubectl prints
  if (touched.length > 1) throw new Error("invalid character '{' after top-level value");
  const [one] = touched;
  if (one?.object !== undefined)
    await awaitCondition(work, resource, { ...one.target, name: one.object.metadata.name }).catch((error: unknown) => {
      work.signal.throwIfAborted();
      throw error instanceof Error && error.name === "Error" ? error : new Error(kubectlWords(error, source));
    });
  const values = await resourceOutputs(work, template, one);
  return Object.keys(values).length === 0 ? undefined : values;
}

const isWatched = ({ outputs }: Template, { successCondition, failureCondition }: ResourceTemplate): boolean =>
  Boolean(successCondition) || Boolean(failureCondition) || (outputs?.parameters ?? []).length > 0;

async function manifestOf(
  pod: Pod,
  resource: ResourceTemplate,
  options: PodOptions,
): Promise<{ readonly text: string; readonly source: string }> {
  const wanted = resource.manifestFrom?.artifact?.name;
  if (wanted === undefined) return { text: resource.manifest ?? "", source: manifestPath };
  const artifact = pod.template.inputs?.artifacts?.find(({ name }) => name === wanted);
  if (artifact === undefined) throw new Error(`artifact ${wanted} in \`manifestFrom\` refer to a non-exist artifact`);
  const temp = join(pod.folder, "temp");
  const file = join(pod.folder, "in", wanted);
  await mkdir(temp, { recursive: true });
  try {
    await loadArtifact(artifact, file, artifactContext(pod, options, temp), false);
  } catch (error) {
    throw new Error(`artifact ${wanted} failed to load: ${(error as Error).message}`);
  }
  return { text: await readFile(file, "utf8"), source: artifact.path ?? manifestPath };
}

/** Who makes what this step makes. It is the same when the step begins again after a crash, and another one for each try. */
const managerOf = ({ folder }: Pod): string => `pipewright-${createHash("sha256").update(folder).digest("hex").slice(0, 16)}`;
