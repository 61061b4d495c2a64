import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Mount } from "../mount.ts";
import { MountTable } from "../mount-table.ts";
import type { ReadyContainer } from "../place.ts";
import type { SystemView } from "./system-mounts.ts";

const terminationPath = "/dev/termination-log";
const argoFolder = "/var/run/argo";
export const progressPath = `${argoFolder}/progress`;
const defaultFolders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];
/** A longer argument than a program can be given: Argo puts it into a file. */
const longestArgument = 128 * 1024;

/** A container as a folder that is its root, with what is mounted into it. */
export interface HostContainer {
  readonly root: string;
  readonly mounts: readonly Mount[];
  readonly view: MountTable;
  readonly env: Readonly<Record<string, string>>;
  readonly workingDir: string;
}

export interface HostSurroundings {
  readonly system: SystemView;
  /** Folders in front of PATH. */
  readonly path: readonly string[];
}

/** Makes the root of a container; one that is tried again finds it as it was. */
export async function makeHostContainer(container: ReadyContainer, { system, path }: HostSurroundings): Promise<HostContainer> {
  const { spec, files, folder } = container;
  const root = join(folder, "root");
  const user = spec.securityContext?.runAsUser ?? 0;
  const home = user === 0 ? "/root" : "/";
  const workingDir = spec.workingDir || "/";
  await mkdir(dirname(files.progress), { recursive: true });
  for (const name of ["tmp", "var/tmp", "run", "root", "proc", "dev"]) await mkdir(join(root, name), { recursive: true });
  for (const { path: at, target } of system.links) {
    await mkdir(dirname(join(root, at)), { recursive: true });
    await symlink(target, join(root, at)).catch(ignoreExisting);
  }
  await writeFile(files.termination, "", { flag: "a" });
  const mounts: readonly Mount[] = [
    ...system.mounts,
    { inPod: argoFolder, onHost: dirname(files.progress), readOnly: false },
    ...container.mounts,
  ];
  const view = new MountTable(root, mounts);
  await makeWorkingDir(view, workingDir);
  return {
    root,
    mounts: [...mounts, { inPod: spec.terminationMessagePath || terminationPath, onHost: files.termination, readOnly: false }],
    view,
    workingDir,
    env: {
      PATH: [...path, ...defaultFolders].join(":"),
      HOME: home,
      HOSTNAME: "localhost",
      ARGO_PROGRESS_FILE: progressPath,
      ...container.env,
    },
  };
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}

/** A folder that is not there is made, as by a container engine. */
async function makeWorkingDir(view: MountTable, workingDir: string): Promise<void> {
  if ((await view.find(workingDir)) !== undefined) return;
  await mkdir(view.onHost(workingDir.replace(/(?<=.)\/+$/, "")), { recursive: true }).catch(() => undefined); // else the start fails with words
}

/** Arguments that are too long for the system lie in files, and `@file` stands for them. */
export async function fittingArguments(args: readonly string[], { view }: HostContainer): Promise<readonly string[]> {
  const fitting: string[] = [];
  for (const [index, arg] of args.entries()) {
    if (Buffer.byteLength(arg) < longestArgument) fitting.push(arg);
    else {
      const file = `/tmp/argo_arg_${index}.txt`;
      await writeFile(view.onHost(file), arg);
      fitting.push(`@${file}`);
    }
  }
  return fitting;
}
