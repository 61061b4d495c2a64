import { lstat, readlink } from "node:fs/promises";
import { join } from "node:path";
import type { Mount } from "./mount.ts";

const mostLinks = 40;

/** The paths of a container as this machine has them: a folder that is its root, and what is mounted into it. */
export class MountTable {
  readonly #mounts: readonly Pick<Mount, "inPod" | "onHost">[];

  /** @param mounts what is mounted last lies on top */
  constructor(root: string, mounts: readonly Pick<Mount, "inPod" | "onHost">[]) {
    this.#mounts = [{ inPod: "/", onHost: root }, ...mounts];
  }

  /** Where a path without links lies. */
  onHost(path: string): string {
    const depth = ({ inPod }: Pick<Mount, "inPod">) => stepsOf(inPod).length;
    const holding = this.#mounts.filter(({ inPod }) => inPod === "/" || path === inPod || path.startsWith(`${inPod}/`));
    const nearest = holding.reduce((best, mount) => (depth(mount) >= depth(best) ? mount : best));
    return join(nearest.onHost, path.slice(nearest.inPod === "/" ? 0 : nearest.inPod.length));
  }

  /** The folders above a mount are there as soon as it is mounted. */
  #leadsToMount(path: string): boolean {
    return this.#mounts.some(({ inPod }) => inPod.startsWith(`${path}/`));
  }

  /**
   * Follows a path as the container would: links are read inside of the container, so that none leads to what it can't see.
   * @returns where the file or folder at its end lies; undefined when there is none
   */
  async find(path: string): Promise<string | undefined> {
    const left = [...stepsOf(path)];
    let at: string[] = [];
    for (let links = 0; left.length > 0; ) {
      const step = left.shift()!;
      if (step === "..") {
        at.pop();
        continue;
      }
      const next = `/${[...at, step].join("/")}`;
      const file = this.onHost(next);
      const stats = await lstat(file).catch(() => undefined);
      if (stats === undefined && !this.#leadsToMount(next)) return undefined;
      if (stats?.isSymbolicLink() !== true) {
        at.push(step);
        continue;
      }
      if (++links > mostLinks) return undefined;
      const target = await readlink(file);
      if (target.startsWith("/")) at = [];
      left.unshift(...stepsOf(target));
    }
    return this.onHost(`/${at.join("/")}`);
  }
}

const stepsOf = (path: string): readonly string[] => path.split("/").filter((step) => step !== "" && step !== ".");
