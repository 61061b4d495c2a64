import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Container, Template, VolumeMount } from "../../compiler/argo/model.generated.ts";
import { containerEnv, type EnvSources } from "./container-env.ts";
import { expandDollars } from "./expand-dollars.ts";
import type { Mount } from "./mount.ts";
import type { ReadyContainer } from "./place.ts";
import type { Pod } from "./pod.ts";
import { type PodContainer, scriptPath } from "./pod-containers.ts";
import type { PodIdentity } from "./pod-identity.ts";
import type { PodOptions } from "./pod-options.ts";
import { makeVolume, PodConfigError, type VolumeFolder } from "./volumes.ts";

/**
 * Makes the folders of the volumes that containers mount.
 * @throws PodConfigError when one can't be had
 */
export async function makeVolumes(
  pod: Pod,
  containers: readonly PodContainer[],
  identity: PodIdentity,
  options: PodOptions,
): Promise<ReadonlyMap<string, VolumeFolder>> {
  const declared = new Map([...pod.volumes, ...(pod.template.volumes ?? [])].map((volume) => [volume.name, volume]));
  const folders = new Map<string, VolumeFolder>();
  for (const name of new Set(containers.flatMap(({ mounts }) => mounts.map((mount) => mount.name)))) {
    const volume = declared.get(name);
    if (volume === undefined) throw new PodConfigError(`a container mounts the volume "${name}", which nobody declares`);
    folders.set(name, await makeVolume(volume, join(pod.folder, "volumes"), identity, options));
  }
  return folders;
}

/** What a container of the pod gets to see, besides its volumes. */
export interface PodMounts {
  readonly volumes: ReadonlyMap<string, VolumeFolder>;
  readonly inputs: readonly Mount[];
  readonly script: string;
}

/**
 * A container with all that it needs.
 * @throws PodConfigError when a variable comes from an object that is not there
 */
export async function readyContainer(
  pod: Pod,
  container: PodContainer,
  mounts: PodMounts,
  sources: EnvSources,
): Promise<ReadyContainer> {
  const { name, role, source } = container;
  const spec = withPodUser(container.spec, pod.template);
  const { env, missing } = containerEnv(spec, sources);
  if (missing[0] !== undefined) throw new PodConfigError(missing[0].words);
  const folder = join(pod.folder, "containers", name);
  const files = { termination: join(folder, "termination-log"), progress: join(folder, "argo", "progress") };
  const own = (text: string) => expandDollars(text, env);
  const seen: Mount[] = [];
  for (const mount of container.mounts) seen.push(await volumeMount(mount, mounts.volumes, own));
  if (role === "main") seen.push(...mounts.inputs);
  if (source !== undefined) seen.push({ inPod: scriptPath, onHost: mounts.script, readOnly: false });
  const args = (spec.args ?? []).map(own);
  return {
    name,
    role,
    spec,
    command: (spec.command ?? []).map(own),
    args: source === undefined ? args : [...args, scriptPath],
    env: { ARGO_CONTAINER_NAME: name, ARGO_NODE_ID: pod.node, ...env },
    mounts: seen.sort((one, other) => one.inPod.length - other.inPod.length),
    files,
    folder,
  };
}

/** A container that names no user has the pod's. */
function withPodUser(spec: Container, { securityContext: pod }: Template): Container {
  if (pod?.runAsUser === undefined && pod?.runAsGroup === undefined) return spec;
  const { runAsUser, runAsGroup } = pod;
  const given = { ...(runAsUser !== undefined && { runAsUser }), ...(runAsGroup !== undefined && { runAsGroup }) };
  return { ...spec, securityContext: { ...given, ...spec.securityContext } };
}

async function volumeMount(
  { name, mountPath, readOnly, subPath, subPathExpr }: VolumeMount,
  volumes: ReadonlyMap<string, VolumeFolder>,
  own: (text: string) => string,
): Promise<Mount> {
  const volume = volumes.get(name);
  if (volume === undefined) throw new PodConfigError(`the volume "${name}" is not there`);
  const below = subPath ?? (subPathExpr === undefined ? "" : own(subPathExpr));
  if (below.startsWith("/") || below.split("/").includes(".."))
    throw new PodConfigError(`the subPath "${below}" leads out of its volume`);
  const onHost = join(volume.path, below);
  if (below !== "") await mkdir(onHost, { recursive: true }).catch(() => undefined); // it may be a file
  return { inPod: mountPath.replace(/(?<=.)\/+$/, ""), onHost, readOnly: readOnly === true || volume.readOnly };
}
