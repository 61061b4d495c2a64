import { chmod, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { KeyToPath, Volume, VolumeProjection } from "../../compiler/argo/model.generated.ts";
import { dataOf } from "./container-env.ts";
import { fieldOf, type PodIdentity } from "./pod-identity.ts";
import type { PodOptions } from "./pod-options.ts";

/** What a pod waits for in vain, in Kubernetes' words. */
export class PodConfigError extends Error {
  override readonly name = "PodConfigError";
}

/** A volume as a folder of this machine. */
export interface VolumeFolder {
  readonly path: string;
  readonly readOnly: boolean;
}

/** Volumes that a laptop has: those made of the manifest's own words, and claims. */
const known = ["emptyDir", "configMap", "secret", "projected", "downwardAPI", "persistentVolumeClaim", "ephemeral"] as const;

/** Why a volume can't be had here; undefined when it can. */
export function volumeRefusal(volume: Volume): string | undefined {
  if (known.some((kind) => volume[kind] !== undefined)) return undefined;
  const kind = Object.keys(volume).find((key) => key !== "name") ?? "nothing";
  return `its volume "${volume.name}" is of the kind ${kind}, which only a cluster has`;
}

/**
 * Makes a volume's folder.
 * @throws PodConfigError when what it is made of is not there
 */
export async function makeVolume(
  volume: Volume,
  folder: string,
  identity: PodIdentity,
  options: PodOptions,
): Promise<VolumeFolder> {
  const { configMap, secret, downwardAPI, projected, persistentVolumeClaim } = volume;
  if (persistentVolumeClaim !== undefined && options.claimFolder !== undefined) {
    const path = options.claimFolder(persistentVolumeClaim.claimName);
    await mkdir(path, { recursive: true });
    return { path, readOnly: persistentVolumeClaim.readOnly === true };
  }
  const refused = volumeRefusal(volume);
  if (refused !== undefined) throw new PodConfigError(refused);
  const path = join(folder, volume.name);
  await mkdir(path, { recursive: true });
  await chmod(path, 0o777); // whoever the container's user is
  const parts: readonly VolumeProjection[] = [
    ...(configMap === undefined ? [] : [{ configMap }]),
    ...(secret === undefined
      ? []
      : [{ secret: { ...secret, ...(secret.secretName !== undefined && { name: secret.secretName }) } }]),
    ...(downwardAPI === undefined ? [] : [{ downwardAPI }]),
    ...(projected?.sources ?? []),
  ];
  const mode = configMap?.defaultMode ?? secret?.defaultMode ?? downwardAPI?.defaultMode ?? projected?.defaultMode ?? 0o644;
  for (const part of parts) await project(part, path, mode, identity, options);
  return { path, readOnly: parts.length > 0 };
}

async function project(
  part: VolumeProjection,
  folder: string,
  mode: number,
  identity: PodIdentity,
  { objects }: PodOptions,
): Promise<void> {
  for (const [kind, source] of [["configmap", part.configMap] as const, ["secret", part.secret] as const]) {
    if (source === undefined) continue;
    const data = dataOf(kind, source.name, objects);
    if (data === undefined && source.optional === true) continue;
    if (data === undefined) throw new PodConfigError(`${kind} "${source.name ?? ""}" not found`);
    const items: readonly KeyToPath[] = source.items ?? Object.keys(data).map((key) => ({ key, path: key }));
    for (const item of items) {
      const text = Object.hasOwn(data, item.key) ? data[item.key] : undefined;
      if (text !== undefined) await put(folder, item.path, text, item.mode ?? mode);
      else if (source.optional !== true) throw new PodConfigError(`${kind} references non-existent config key: ${item.key}`);
    }
  }
  for (const { path, fieldRef, mode: own } of part.downwardAPI?.items ?? []) {
    const text = fieldRef === undefined ? undefined : fieldOf(identity, fieldRef.fieldPath);
    if (text !== undefined) await put(folder, path, text, own ?? mode);
  }
}

async function put(folder: string, path: string, text: string, mode: number): Promise<void> {
  if (path.startsWith("/") || path.split("/").includes(".."))
    throw new PodConfigError(`the path "${path}" leads out of its volume`);
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text, { mode });
}
