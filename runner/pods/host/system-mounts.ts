import { existsSync, lstatSync, readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import type { Mount } from "../mount.ts";

/** What of this machine every pod sees, as it would see its image: programs and libraries, nobody's own files. */
const systemFolders = [
  "/usr",
  "/etc",
  "/opt",
  "/nix",
  "/gnu",
  "/snap",
  "/bin",
  "/sbin",
  "/lib",
  "/lib32",
  "/lib64",
  "/libx32",
  "/sys",
];

/** Name resolution often lies behind a link to here. */
const resolver = "/run/systemd/resolve";

export interface SystemView {
  readonly mounts: readonly Mount[];
  /** Links such as `/bin` to `usr/bin`. */
  readonly links: readonly { readonly path: string; readonly target: string }[];
}

/**
 * What a pod sees of this machine, all of it read-only. A folder into which the pod puts something of its own, say `/etc/config`, is one of
 * the pod that shows what the machine's folder holds.
 *
 * @param more folders of this machine that pods are to see as well, at the same paths
 * @param own paths that the pod has to be able to make
 */
export function systemView(more: readonly string[], own: readonly string[]): SystemView {
  const mounts: Mount[] = [];
  const links: { path: string; target: string }[] = [];
  const show = (path: string): void => {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return;
    if (stats.isSymbolicLink()) links.push({ path, target: readlinkSync(path) });
    else if (stats.isDirectory() && own.some((one) => one.startsWith(`${path}/`) && !existsSync(one)))
      for (const name of readdirSync(path)) show(join(path, name));
    else if (stats.isDirectory() || stats.isFile()) mounts.push({ inPod: path, onHost: path, readOnly: true });
  };
  for (const path of [...systemFolders, resolver, ...more]) show(path);
  return { mounts, links };
}
