import type { Mounts, Volume } from "../../../dsl/options/volume.ts";
import type { Volume as PodVolume, VolumeMount } from "../../argo/model.generated.ts";
import { lowerVolume } from "./volumes.ts";

/** The volumes that a container's mounts bring along, and where they are. */
export interface LoweredMounts {
  readonly volumes: readonly PodVolume[];
  readonly mounts: readonly VolumeMount[];
}

/** Mounts in the order of writing. A volume that has no name of its own is called after its path: `/dev/shm` is `dev-shm`. */
export function lowerMounts(mounts: Mounts | undefined, taken: ReadonlySet<string>): LoweredMounts {
  const volumes: PodVolume[] = [];
  const lowered: VolumeMount[] = [];
  const used = new Set(taken);
  for (const [mountPath, given] of Object.entries(mounts ?? {})) {
    if (given.kind === "mount") {
      const { volume, subPath, readOnly } = given;
      lowered.push({
        name: volume,
        mountPath,
        ...(subPath !== undefined && { subPath }),
        ...(readOnly !== undefined && { readOnly }),
      });
      continue;
    }
    const name = volumeName(mountPath, used);
    used.add(name);
    volumes.push(lowerVolume(name, given));
    lowered.push({ name, mountPath, ...(isReadOnly(given) && { readOnly: true }) });
  }
  return { volumes, mounts: lowered };
}

/** What Kubernetes would let a program try to change in vain. */
const isReadOnly = (volume: Volume): boolean =>
  volume.source === "secret" || volume.source === "config-map" || volume.source === "projected" || volume.source === "image";

/** A label of RFC 1123 after a path. */
function volumeName(path: string, taken: ReadonlySet<string>): string {
  const words = path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const base = (/^[a-z0-9]/.test(words) ? words : "volume").slice(0, 50).replace(/-+$/, "");
  let name = base;
  for (let count = 2; taken.has(name); count++) name = `${base}-${count}`;
  return name;
}
