import { isReservedContainer } from "../../compiler/argo/laws/reserved-containers.ts";
import type { ContainerSetTemplate, Template } from "../../compiler/argo/model.generated.ts";
import { checkFieldNames } from "./check-names.ts";
import { inside, refuse } from "./refusal.ts";

/** Containers that wait for one another, and one called main where something goes in or out. */
export function checkContainerSet({ name = "", inputs, outputs }: Template, set: ContainerSetTemplate): void {
  const at = `templates.${name}.containerSet`;
  const { containers = [], volumeMounts = [] } = set;
  if (containers.length === 0) refuse(`${at}.containers must have at least one container`);
  inside(`${at}.containers`, () => checkFieldNames(containers));
  const reserved = containers.find((container) => isReservedContainer(container.name))?.name;
  if (reserved !== undefined) refuse(`${at}.containers: "${reserved}" is a reserved Argo container name`);
  const mounts = new Map<string, string>();
  for (const [index, mount] of volumeMounts.entries()) {
    const by = mounts.get(mount.mountPath);
    if (by !== undefined) refuse(`${at}.volumeMounts[${index}].mountPath '${mount.mountPath}' already mounted in ${by}`);
    mounts.set(mount.mountPath, `volumeMounts.${mount.name}`);
  }
  const waitsFor = new Map(containers.map((container) => [container.name, container.dependencies ?? []]));
  for (const container of containers)
    for (const other of container.dependencies ?? [])
      if (!waitsFor.has(other)) refuse(`${at}.containers.${container.name} dependency '${other}' not defined`);
  const cycle = cycleIn(waitsFor);
  if (cycle !== undefined) refuse(`${at}.containers dependency cycle detected: ${cycle.join("->")}`);
  const isServed = [inputs?.artifacts, outputs?.parameters, outputs?.artifacts].some((list) => (list?.length ?? 0) > 0);
  if (isServed && !waitsFor.has("main")) refuse(`${at}.containers must have a container named "main" for input or output`);
}

/** The way round, from the first that is met again; containers are looked at by name. */
function cycleIn(waitsFor: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const walk = (name: string, way: readonly string[]): readonly string[] | undefined => {
    if (done.has(name)) return undefined;
    for (const other of waitsFor.get(name) ?? []) {
      const found = way.includes(other) ? [...way, other] : walk(other, [...way, other]);
      if (found !== undefined) return found;
    }
    done.add(name);
    return undefined;
  };
  for (const name of [...waitsFor.keys()].sort()) {
    const found = walk(name, []);
    if (found !== undefined) return found;
  }
  return undefined;
}
