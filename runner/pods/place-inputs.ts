import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { climbsOut } from "../../compiler/argo/laws/artifact-path.ts";
import type { Artifact } from "../../compiler/argo/model.generated.ts";
import { ArtifactError } from "../artifacts/artifact-error.ts";
import { placeOf } from "../artifacts/artifact-place.ts";
import type { ArtifactContext } from "../artifacts/artifact-sources.ts";
import { loadArtifact } from "../artifacts/load-artifact.ts";
import { expandDollars } from "./expand-dollars.ts";
import type { Mount } from "./mount.ts";
import type { Place } from "./place.ts";
import type { Pod } from "./pod.ts";
import { overlappingMount } from "./pod-containers.ts";
import type { VolumeFolder } from "./volumes.ts";

/** Larger templates do not travel in a variable of the environment, in which Kubernetes would read `$`. */
const largestVariable = 128 * 1024;

/** Text that travels to Argo's own containers inside of the template: Kubernetes makes one `$` of two on the way. */
export const asTravelled = (text: string, template: Pod["template"]): string =>
  Buffer.byteLength(JSON.stringify(template)) > largestVariable ? text : expandDollars(text, {});

/**
 * Brings the input artifacts of a pod in.
 *
 * @returns what is to be mounted at their paths
 * @throws ArtifactError in the words of Argo's init container
 */
export async function placeInputs(
  pod: Pod,
  place: Place,
  volumes: ReadonlyMap<string, VolumeFolder>,
  context: ArtifactContext,
): Promise<readonly Mount[]> {
  const mounts: Mount[] = [];
  for (const artifact of pod.template.inputs?.artifacts ?? []) {
    const mount = await placeInput(pod, artifact, place, volumes, context);
    if (mount !== undefined) mounts.push(mount);
  }
  return mounts;
}

async function placeInput(
  pod: Pod,
  artifact: Artifact,
  place: Place,
  volumes: ReadonlyMap<string, VolumeFolder>,
  context: ArtifactContext,
): Promise<Mount | undefined> {
  const { name, path = "" } = artifact;
  if (placeOf(artifact).kind === "none") {
    if (artifact.optional === true) return undefined;
    throw new ArtifactError(`required artifact '${name}' not supplied`);
  }
  if (!path.startsWith("/") || climbsOut(path))
    throw new ArtifactError(`inputs.artifacts.${name}.path "${path}" is no absolute path`);
  const volumeMount = overlappingMount(pod.template, path);
  const volume = volumeMount === undefined ? undefined : volumes.get(volumeMount.name);
  const inVolume = volumeMount === undefined ? "" : join(volumeMount.subPath ?? "", path.slice(volumeMount.mountPath.length));
  const own = place.inputPath?.(pod, artifact);
  const to = own ?? (volume === undefined ? join(pod.folder, "in", name) : join(volume.path, inVolume));
  const travelled =
    artifact.raw === undefined ? artifact : { ...artifact, raw: { data: asTravelled(artifact.raw.data, pod.template) } };
  try {
    await loadArtifact(travelled, to, context, own !== undefined);
  } catch (error) {
    if (!(error instanceof ArtifactError)) throw error;
    if (!error.notFound) throw error;
    if (artifact.optional !== true) throw new ArtifactError(`artifact ${name} failed to load: ${error.message}`);
    if (own !== undefined) return undefined;
    await mkdir(to, { recursive: true }); // the mount of what is not there is an empty folder
  }
  return own === undefined && volume === undefined ? { inPod: path, onHost: to, readOnly: false } : undefined;
}
