import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ArtifactError } from "../artifacts/artifact-error.ts";
import type { ArtifactContext } from "../artifacts/artifact-sources.ts";
import { artifactContext } from "./artifact-context.ts";
import { type CollectedOutputs, collectOutputs, handOverProblem } from "./collect-outputs.ts";
import { memoryLimitOf } from "./memory-limit.ts";
import { containerOutcome, type EndedContainer, initVerdict, podVerdict } from "./outcome.ts";
import type { ContainerEnd, Place, PodPlace, ReadyContainer } from "./place.ts";
import { asTravelled, placeInputs } from "./place-inputs.ts";
import type { Pod, PodOutcome } from "./pod.ts";
import { podContainers } from "./pod-containers.ts";
import { type PodIdentity, podName } from "./pod-identity.ts";
import type { PodOptions } from "./pod-options.ts";
import { makeVolumes, readyContainer } from "./prepare-pod.ts";
import { ResultTail } from "./result-tail.ts";
import { type ContainerRunEnd, runContainer, triesOf } from "./run-container.ts";
import { runMains } from "./run-mains.ts";
import { Stopper } from "./stopper.ts";
import { PodConfigError } from "./volumes.ts";

/** Runs a pod in a place, from its inputs to its outputs. What goes wrong is told in Argo's words. */
export async function runPod(pod: Pod, place: Place, options: PodOptions): Promise<PodOutcome> {
  const stopper = new Stopper(pod.stop, pod.template);
  try {
    const outcome = await runPrepared(pod, place, options, stopper);
    if (outcome.phase === "Succeeded" && place.inputPath === undefined) await removeCopies(pod);
    return outcome;
  } catch (error) {
    if (stopper.stopped !== undefined) return stoppedOutcome(stopper);
    if (error instanceof ArtifactError) return { ...initVerdict(error.message), outputs: {} };
    const words = error instanceof PodConfigError ? `CreateContainerConfigError: ${error.message}` : (error as Error).message;
    return { phase: "Error", message: words, outputs: {} };
  } finally {
    stopper.end();
  }
}

/** What nobody needs after success: inputs are in the store, and the files of a container end with it. After a failure they tell why. */
async function removeCopies({ folder, template }: Pod): Promise<void> {
  const roots = podContainers(template).flatMap(({ name }) => ["root", "copied"].map((part) => join("containers", name, part)));
  await Promise.all(
    ["in", "temp", "volumes", ...roots].map((name) =>
      rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined),
    ),
  );
}

const stoppedOutcome = ({ stopped }: Stopper): PodOutcome => ({ phase: "Failed", message: stopped?.message ?? "", outputs: {} });

async function runPrepared(pod: Pod, place: Place, options: PodOptions, stopper: Stopper): Promise<PodOutcome> {
  if (stopper.stopped !== undefined) return stoppedOutcome(stopper);
  const temp = join(pod.folder, "temp");
  await mkdir(temp, { recursive: true });
  const containers = podContainers(pod.template);
  const identity = identityOf(pod, options);
  const volumes = await makeVolumes(pod, containers, identity, options);
  const context = artifactContext(pod, options, temp);
  const inputs = await placeInputs(pod, place, volumes, context);
  const script = await writeScript(pod);
  const sources = { objects: options.objects, own: options.env, identity };
  const ready = await Promise.all(
    containers.map((container) => readyContainer(pod, container, { volumes, inputs, script }, sources)),
  );
  const opened = await place.open(pod);
  try {
    return await runContainers(pod, ready, opened, stopper, context);
  } finally {
    await opened.end();
  }
}

async function runContainers(
  pod: Pod,
  ready: readonly ReadyContainer[],
  place: PodPlace,
  stopper: Stopper,
  context: ArtifactContext,
): Promise<PodOutcome> {
  for (const container of ready.filter(({ role }) => role === "init")) {
    const end = await runInit(pod, container, place, stopper);
    if (stopper.stopped !== undefined) return stoppedOutcome(stopper);
    if (end.exitCode !== 0) return { ...podVerdict([{ name: container.name, role: "init", end }], undefined), outputs: {} };
  }
  const result = new ResultTail();
  const ended = await runMains(pod, ready, place, stopper, result);
  if (stopper.stopped !== undefined) return stoppedOutcome(stopper);
  return concluded(pod, ready, ended, place, result, context);
}

async function runInit(pod: Pod, container: ReadyContainer, place: PodPlace, stopper: Stopper): Promise<ContainerRunEnd> {
  return runContainer({
    container,
    place,
    stopper,
    log: join(container.folder, "log"),
    memoryLimit: memoryLimitOf(container),
    ...triesOf(undefined),
    onStart: () => undefined,
    onLine: (stream, line) => pod.events.onLine(stream, `[${container.name}] ${line}`),
    onProgress: () => undefined,
  });
}

async function concluded(
  pod: Pod,
  ready: readonly ReadyContainer[],
  ended: readonly (EndedContainer & { readonly end: ContainerRunEnd })[],
  place: PodPlace,
  result: ResultTail,
  context: ArtifactContext,
): Promise<PodOutcome> {
  const main = ready.find(({ name, role }) => name === "main" && role === "main");
  const handOver = main === undefined ? undefined : await handOverProblem(pod.template, main, place);
  const judged: readonly EndedContainer[] =
    handOver === undefined ? ended : ended.map((one) => (one.name === "main" ? { ...one, end: handOverEnd(handOver) } : one));
  const collected = main === undefined ? nothing : await collectOutputs(pod, main, place, context);
  const exitCode = judged.find(({ name, role }) => name === "main" && role === "main")?.end.exitCode;
  const peakMemory = Math.max(0, ...ended.filter(({ role }) => role === "main").map(({ end }) => end.peakMemory ?? 0));
  return {
    ...podVerdict(judged, collected.problem),
    outputs: {
      ...(Object.keys(collected.parameters).length > 0 && { parameters: collected.parameters }),
      ...(collected.artifacts.length > 0 && { artifacts: collected.artifacts }),
      ...(pod.wantsResult && main !== undefined && { result: result.text() }),
      ...(exitCode !== undefined && { exitCode: String(exitCode) }),
    },
    ...(pod.template.containerSet !== undefined && {
      containers: judged.filter(({ role }) => role === "main").map(containerOutcome),
    }),
    artifactFacts: collected.facts,
    ...(peakMemory > 0 && { peakMemory }),
  };
}

const nothing: CollectedOutputs = { parameters: {}, artifacts: [], facts: {}, problem: undefined };
const handOverEnd = (message: string): ContainerEnd => ({ exitCode: 64, message });

function identityOf(pod: Pod, { namespace = "default" }: PodOptions): PodIdentity {
  return { name: podName(pod.node), namespace, uid: podName(pod.node), ip: "127.0.0.1", template: pod.template };
}

async function writeScript(pod: Pod): Promise<string> {
  const file = join(pod.folder, "script");
  const { script } = pod.template;
  if (script !== undefined) await writeFile(file, asTravelled(script.source ?? "", pod.template), { mode: 0o755 });
  return file;
}
