import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Template, Volume } from "../../../compiler/argo/model.generated.ts";
import { failedStart } from "../failed-start.ts";
import type { Place, PodPlace, ReadyContainer, RunningContainer } from "../place.ts";
import type { Pod, PodRefusal } from "../pod.ts";
import { podContainers } from "../pod-containers.ts";
import type { PodOptions } from "../pod-options.ts";
import { volumeRefusal } from "../volumes.ts";
import { bareProcess, needsPaths } from "./bare-process.ts";
import { bwrapOptions } from "./bwrap-options.ts";
import { fittingArguments, type HostContainer, makeHostContainer } from "./host-container.ts";
import { lookUpProgram } from "./look-up-program.ts";
import { findSandbox, type Sandbox } from "./sandbox.ts";
import { SandboxedProcess } from "./sandboxed-process.ts";
import { systemView } from "./system-mounts.ts";

export interface HostOptions extends PodOptions {
  /** Folders in front of PATH; pods see them too. */
  readonly path?: readonly string[];
  /** Further folders of this machine that pods see at the same paths, to read only: a virtual environment, a data set. */
  readonly visible?: readonly string[];
  /** How paths are kept apart; found out when not given. */
  readonly sandbox?: Sandbox;
}

/** Foreign containers as processes of this machine. */
export function hostPlace(options: HostOptions): { readonly place: Place; readonly killAll: () => void } {
  const running = new Set<RunningContainer>();
  const killAll = (): void => {
    for (const one of running) one.signal("SIGKILL");
  };
  const sandbox = () => (options.sandbox === undefined ? findSandbox() : Promise.resolve(options.sandbox));
  const place: Place = {
    refusal: async (template, volumes) => refusal(template, volumes, await sandbox()),
    open: async (pod) => openPod(pod, options, await sandbox(), running),
  };
  return { place, killAll };
}

function refusal(template: Template, volumes: readonly Volume[], sandbox: Sandbox): PodRefusal | undefined {
  const containers = podContainers(template);
  const no = (why: string): PodRefusal => ({ why, isOurs: false });
  if (containers.length === 0) return no("it is no container, script or containerSet");
  const silent = containers.find(({ spec, source }) => (spec.command ?? []).length === 0 && source === undefined);
  if (silent !== undefined)
    return no(
      `its container "${silent.name}" names no command, and only its image knows one: name it, or use the container executor`,
    );
  const mounted = new Set(containers.flatMap(({ mounts }) => mounts.map(({ name }) => name)));
  for (const volume of [...volumes, ...(template.volumes ?? [])]) {
    const why = mounted.has(volume.name) ? volumeRefusal(volume) : undefined;
    if (why !== undefined) return no(why);
  }
  const needed = sandbox.works ? undefined : needsPaths(template);
  return needed === undefined || sandbox.works
    ? undefined
    : no(`${needed}, and its paths can't be kept apart from this machine's: ${sandbox.why}`);
}

async function openPod(pod: Pod, options: HostOptions, sandbox: Sandbox, running: Set<RunningContainer>): Promise<PodPlace> {
  const roots = new Map<string, HostContainer>();
  const start = async (container: ReadyContainer): Promise<RunningContainer> => {
    if (!sandbox.works) return bareProcess(pod, container, options.path ?? []);
    mkdirSync(container.folder, { recursive: true });
    const more = [...(options.path ?? []), ...(options.visible ?? [])];
    const system = systemView(more, ownPaths(pod.template, container));
    const root = await makeHostContainer(container, { system, path: options.path ?? [] });
    roots.set(container.name, root);
    const [name, ...command] = [...container.command, ...container.args];
    if (name === undefined) return failedStart('failed to find name in PATH: exec: "": executable file not found in $PATH');
    const program = await lookUpProgram(name, root.env.PATH ?? "", root.workingDir, root.view);
    if ("problem" in program) return failedStart(program.problem);
    const args = await fittingArguments(command, root);
    return new SandboxedProcess(sandbox.program, bwrapOptions(sandbox.base, root, container.spec), [name, ...args], root);
  };
  return {
    start: async (container) => {
      const one = await start(container);
      running.add(one);
      void one.ended.then(() => running.delete(one));
      return one;
    },
    find: async ({ name }, path) => roots.get(name)?.view.find(path),
    end: async () => undefined,
  };
}

/** What a container makes, or finds mounted, by its own account. */
function ownPaths({ outputs }: Template, { mounts, spec }: ReadyContainer): readonly string[] {
  const values = (outputs?.parameters ?? []).flatMap(({ valueFrom }) => (valueFrom?.path ? [valueFrom.path] : []));
  const artifacts = (outputs?.artifacts ?? []).flatMap(({ path }) => (path ? [path] : []));
  const outputFolders = [...values, ...artifacts].flatMap((path) => [path, dirname(path)]);
  return [...mounts.map(({ inPod }) => inPod), ...outputFolders, ...(spec.workingDir ? [spec.workingDir] : [])];
}
