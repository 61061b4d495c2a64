import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmod, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Template, Volume } from "../../../compiler/argo/model.generated.ts";
import { BoundsMeter, defaultBounds } from "../../artifacts/bounds.ts";
import { SafeTree } from "../../artifacts/safe-tree.ts";
import { unpackTar } from "../../artifacts/unpack-tar.ts";
import { walkTree } from "../../artifacts/walk-tree.ts";
import { MountTable } from "../mount-table.ts";
import type { Place, PodPlace, ReadyContainer, RunningContainer } from "../place.ts";
import type { Pod, PodRefusal } from "../pod.ts";
import { podContainers } from "../pod-containers.ts";
import { podName } from "../pod-identity.ts";
import type { PodOptions } from "../pod-options.ts";
import { contentTag } from "../process/content-tag.ts";
import { volumeRefusal } from "../volumes.ts";
import { createArgs } from "./container-args.ts";
import { type Engine, engineEnv, type FoundEngine, findEngine, runEngine } from "./engine.ts";
import { EngineContainer } from "./engine-container.ts";

export interface ContainerOptions extends PodOptions {
  /** Docker or podman; looked for when not given. */
  readonly engine?: FoundEngine;
  /** Told of the engine before the first of its containers is made. */
  readonly onEngine?: (program: string) => void;
  /** The engine's network for pods; its default if not given. */
  readonly network?: string;
  /** What components of Pipewright's are told by this machine; what the manifest says comes first. */
  readonly ownEnv?: Readonly<Record<string, string>>;
}

/** Containers of docker or podman, with the images as named. */
export function containerPlace(options: ContainerOptions): { readonly place: Place; readonly killAll: () => Promise<void> } {
  const running = new Set<RunningContainer>();
  let found: Promise<FoundEngine> | undefined;
  const engine = (): Promise<FoundEngine> =>
    (found ??= options.engine === undefined ? findEngine() : Promise.resolve(options.engine));
  const place: Place = {
    refusal: async (template, volumes) => refusal(template, volumes, await engine()),
    open: async (pod) => {
      const one = await engine();
      if ("why" in one) throw new Error(one.why);
      options.onEngine?.(one.program);
      return openPod(pod, options, one, running);
    },
  };
  const killAll = async (): Promise<void> => {
    for (const one of running) one.signal("SIGKILL");
  };
  return { place, killAll };
}

function refusal(template: Template, volumes: readonly Volume[], engine: FoundEngine): PodRefusal | undefined {
  const no = (why: string): PodRefusal => ({ why, isOurs: false });
  const containers = podContainers(template);
  if (containers.length === 0) return no("it is no container, script or containerSet");
  if ("why" in engine) return no(engine.why);
  const nameless = containers.find(({ spec }) => !spec.image);
  if (nameless !== undefined) return no(`its container "${nameless.name}" names no image`);
  const mounted = new Set(containers.flatMap(({ mounts }) => mounts.map(({ name }) => name)));
  const refused = [...volumes, ...(template.volumes ?? [])].filter(({ name }) => mounted.has(name)).map(volumeRefusal);
  const why = refused.find((one) => one !== undefined);
  return why === undefined ? undefined : no(why);
}

async function openPod(pod: Pod, options: ContainerOptions, engine: Engine, running: Set<RunningContainer>): Promise<PodPlace> {
  const names = new Map<string, string>();
  const prefix = `pipewright-${podName(pod.node).slice(0, 40)}-${randomUUID().slice(0, 8)}`;
  let networkOf: string | undefined;
  const create = async (container: ReadyContainer): Promise<void> => {
    const argo = dirname(container.files.progress);
    await mkdir(argo, { recursive: true });
    await writeFile(container.files.termination, "");
    await chmod(container.files.termination, 0o666);
    await chmod(argo, 0o777);
    if ((container.spec.securityContext?.runAsUser ?? 0) !== 0) await shareInputs(pod, container);
    const name = `${prefix}-${container.name}`;
    const naming = {
      name,
      ...(networkOf !== undefined && { networkOf }),
      ...(options.network !== undefined && { network: options.network }),
    };
    const own = contentTag(container.spec.image ?? "") === undefined ? {} : options.ownEnv;
    const told = { ...container, env: { ...own, ...container.env } };
    const created = await runEngine(engine.program, createArgs(told, argo, naming, engine));
    if (created.code !== 0) throw new Error(createProblem(created.stderr));
    names.set(container.name, name);
    if (container.role === "main") networkOf ??= name;
  };
  return {
    start: async (container) => {
      if (!names.has(container.name)) await create(container);
      const [program = ""] = [...container.command, ...container.args];
      const one = new EngineContainer(engine, names.get(container.name)!, program);
      running.add(one);
      void one.ended.finally(() => running.delete(one));
      return one;
    },
    find: (container, path) => findOutput(container, path, engine, names.get(container.name), options),
    end: async () => {
      if (names.size > 0) await runEngine(engine.program, ["rm", "--force", "--volumes", ...[...names.values()].reverse()]);
    },
  };
}

/** In kubelet's words, as far as it has some: a cluster would wait, and try again for ever. */
function createProblem(stderr: string): string {
  const line =
    stderr
      .trim()
      .split("\n")
      .at(-1)
      ?.replace(/^Error: /, "") ?? "";
  return `${/pull|manifest|registry|image/i.test(line) ? "ErrImagePull" : "CreateContainerError"}: ${line}`;
}

/** Inputs are the runner's own files: another user of the container gets the permissions that the owner has. */
async function shareInputs({ folder }: Pod, { mounts }: ReadyContainer): Promise<void> {
  for (const { onHost } of mounts.filter((mount) => mount.onHost.startsWith(join(folder, "in")))) {
    for await (const { path, stats } of walkTree(onHost)) {
      const owners = (stats.mode >> 6) & 0o7;
      if (!stats.isSymbolicLink()) await chmod(path, (owners << 6) | (owners << 3) | owners);
    }
  }
}

/** An output on a volume lies here already; one in the container's own files is copied out, as a tar that is held for hostile. */
async function findOutput(
  container: ReadyContainer,
  path: string,
  engine: Engine,
  name: string | undefined,
  { bounds = defaultBounds }: ContainerOptions,
): Promise<string | undefined> {
  const nowhere = join(container.folder, "own-files");
  const mounted = new MountTable(nowhere, container.mounts);
  const onHost = mounted.onHost(path);
  if (!onHost.startsWith(`${nowhere}/`)) return mounted.find(path);
  if (name === undefined) return undefined;
  const folder = join(container.folder, "copied", randomUUID());
  await mkdir(folder, { recursive: true });
  const child = spawn(engine.program, ["cp", ...(engine.isPodman ? [] : ["--follow-link"]), `${name}:${path}`, "-"], {
    stdio: ["ignore", "pipe", "ignore"],
    env: engineEnv(),
  });
  const closed = new Promise<number | null>((resolve) => child.once("close", resolve));
  const unpacking = unpackTar(child.stdout, new SafeTree(folder, new BoundsMeter(bounds, bounds.bytes)));
  const problem = await unpacking.then(
    () => undefined,
    (error: Error) => error,
  );
  child.stdout.resume();
  const code = await closed;
  if (code === 0 && problem !== undefined) throw problem;
  if (code !== 0) {
    await rm(folder, { recursive: true, force: true });
    return undefined;
  }
  const copied = join(folder, basename(path));
  const wanted = join(folder, "output");
  await rename(copied, wanted);
  return wanted;
}
