import type { Container, ContainerNode, Template, UserContainer, VolumeMount } from "../../compiler/argo/model.generated.ts";

/** A container of a pod, whichever part of the template it is from. */
export interface PodContainer {
  readonly name: string;
  readonly role: "init" | "main" | "sidecar";
  readonly spec: Container;
  readonly mounts: readonly VolumeMount[];
  /** In a containerSet: who must have succeeded before. */
  readonly dependencies: readonly string[];
  /** A script's text. */
  readonly source?: string;
}

/** Where a script lies, and how the program gets to know. */
export const scriptPath = "/argo/staging/script";

/** The containers of a template, init containers first. */
export function podContainers(template: Template): readonly PodContainer[] {
  const mains = mainContainers(template);
  const mirrored = mains.flatMap(({ mounts }) => mounts);
  const others = (role: "init" | "sidecar", containers: readonly UserContainer[] | undefined) =>
    (containers ?? []).map((spec): PodContainer => {
      const mirrors = spec.mirrorVolumeMounts === true ? mirrored : [];
      return { name: spec.name, role, spec, mounts: unique([...(spec.volumeMounts ?? []), ...mirrors]), dependencies: [] };
    });
  return [...others("init", template.initContainers), ...mains, ...others("sidecar", template.sidecars)];
}

function mainContainers({ container, script, containerSet }: Template): readonly PodContainer[] {
  if (containerSet !== undefined) {
    return containerSet.containers.map((spec: ContainerNode) => ({
      name: spec.name,
      role: "main",
      spec,
      mounts: unique([...(spec.volumeMounts ?? []), ...(containerSet.volumeMounts ?? [])]),
      dependencies: spec.dependencies ?? [],
    }));
  }
  const spec = container ?? script;
  if (spec === undefined) return [];
  const main: PodContainer = { name: "main", role: "main", spec, mounts: spec.volumeMounts ?? [], dependencies: [] };
  return [script === undefined ? main : { ...main, source: script.source ?? "" }];
}

const unique = (mounts: readonly VolumeMount[]): readonly VolumeMount[] =>
  mounts.filter(({ mountPath }, index) => mounts.findIndex((other) => other.mountPath === mountPath) === index);

/** The volume mount in which a path of the main container lies, as Argo looks for it. */
export function overlappingMount(template: Template, path: string): VolumeMount | undefined {
  const { container, script, containerSet } = template;
  const mounts = container?.volumeMounts ?? script?.volumeMounts ?? containerSet?.volumeMounts ?? [];
  const holds = ({ mountPath }: VolumeMount) => path === mountPath || path.startsWith(mountPath.replace(/\/*$/, "/"));
  return mounts.filter(holds).sort((one, other) => other.mountPath.length - one.mountPath.length)[0];
}
