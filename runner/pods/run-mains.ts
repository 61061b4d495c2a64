import { join } from "node:path";
import { memoryLimitOf } from "./memory-limit.ts";
import type { EndedContainer } from "./outcome.ts";
import type { PodPlace, ReadyContainer, RunningContainer } from "./place.ts";
import type { Pod } from "./pod.ts";
import { podContainers } from "./pod-containers.ts";
import { becomesReady } from "./readiness.ts";
import type { ResultTail } from "./result-tail.ts";
import { type ContainerRunEnd, endContainer, runContainer, triesOf } from "./run-container.ts";
import { defaultGraceSeconds, type Stopper } from "./stopper.ts";

type Ended = EndedContainer & { readonly end: ContainerRunEnd };

/**
 * Runs the main containers of a pod with its sidecars beside them. A container of a containerSet waits for those that it depends on. When
 * all main containers have ended, what is left of the sidecars is ended too.
 */
export async function runMains(
  pod: Pod,
  ready: readonly ReadyContainer[],
  place: PodPlace,
  stopper: Stopper,
  result: ResultTail,
): Promise<readonly Ended[]> {
  const running = new Map<string, RunningContainer>();
  let mainsHaveEnded = false;
  const ends = new Map<string, Promise<ContainerRunEnd>>();
  const start = (container: ReadyContainer): Promise<ContainerRunEnd> => {
    const isMain = container.role === "main";
    const savesOutputs = isMain && container.name === "main";
    return runContainer({
      container,
      place,
      stopper,
      log: isMain && pod.template.containerSet === undefined ? join(pod.folder, "log") : join(container.folder, "log"),
      memoryLimit: memoryLimitOf(container),
      ...triesOf(isMain ? pod.template.containerSet?.retryStrategy : undefined),
      ...(savesOutputs && pod.wantsResult && { result }),
      onStart: (one) => {
        running.set(container.name, one);
        if (container.role === "sidecar" && mainsHaveEnded) endContainer(one, defaultGraceSeconds);
        if (isMain && running.size === 1) pod.events.onStart();
        if (isMain && pod.template.daemon === true) void announceDaemon(pod, container, one);
      },
      onLine: (stream, line) => pod.events.onLine(stream, savesOutputs ? line : `[${container.name}] ${line}`),
      onProgress: isMain ? pod.events.onProgress : () => undefined,
    });
  };
  const dependencies = new Map(podContainers(pod.template).map((one) => [one.name, one.dependencies]));
  const after = async (container: ReadyContainer): Promise<ContainerRunEnd> => {
    for (const name of dependencies.get(container.name) ?? []) {
      const { exitCode } = (await ends.get(name)) ?? { exitCode: 64 };
      if (stopper.stopped !== undefined) return { exitCode: 143 };
      if (exitCode !== 0) return { exitCode: 64, message: `dependency "${name}" exited with non-zero code: ${exitCode}` };
    }
    return start(container);
  };
  const mains = ready.filter(({ role }) => role === "main");
  const sidecars = ready.filter(({ role }) => role === "sidecar");
  for (const container of inOrder(mains, dependencies)) ends.set(container.name, after(container));
  const sideEnds = sidecars.map((container) => start(container));
  const ended: Ended[] = [];
  try {
    for (const { name, role } of mains) ended.push({ name, role, end: await ends.get(name)! });
  } finally {
    mainsHaveEnded = true;
    for (const { name } of sidecars) {
      const one = running.get(name);
      if (one !== undefined) endContainer(one, defaultGraceSeconds);
    }
    await Promise.allSettled([...ends.values(), ...sideEnds]);
  }
  for (const [index, { name, role }] of sidecars.entries()) ended.push({ name, role, end: await sideEnds[index]! });
  return ended;
}

/** Those that others wait for first. */
function inOrder(
  mains: readonly ReadyContainer[],
  dependencies: ReadonlyMap<string, readonly string[]>,
): readonly ReadyContainer[] {
  const ordered: ReadyContainer[] = [];
  const add = (container: ReadyContainer, seen: readonly string[]): void => {
    if (ordered.includes(container) || seen.includes(container.name)) return;
    for (const name of dependencies.get(container.name) ?? []) {
      const before = mains.find((one) => one.name === name);
      if (before !== undefined) add(before, [...seen, container.name]);
    }
    ordered.push(container);
  };
  for (const container of mains) add(container, []);
  return ordered;
}

async function announceDaemon(pod: Pod, { spec }: ReadyContainer, running: RunningContainer): Promise<void> {
  if (await becomesReady(running, spec)) pod.events.onReady(await running.ip());
}
