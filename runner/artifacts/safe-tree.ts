import { createWriteStream } from "node:fs";
import { chmod, copyFile, lstat, mkdir, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ArtifactError } from "./artifact-error.ts";
import type { BoundsMeter } from "./bounds.ts";

/**
 * A folder that is filled by what a stranger wrote. Nothing is created, changed or linked outside of it: names are cut down to the
 * folder, no entry is written through a link, and a link that would lead out is refused.
 */
export class SafeTree {
  readonly #root: string;
  readonly #meter: BoundsMeter;
  readonly #folders = new Set<string>([""]);
  readonly #links: { readonly steps: readonly string[]; readonly target: string }[] = [];

  /** @param root an empty folder */
  constructor(root: string, meter: BoundsMeter) {
    this.#root = root;
    this.#meter = meter;
  }

  async addFolder(name: string): Promise<void> {
    this.#meter.addEntry();
    await this.#makeFolders(stepsOf(name));
  }

  async addFile(name: string, mode: number, content: Readable): Promise<void> {
    const path = await this.#freePath(name);
    const counted = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        try {
          this.#meter.addBytes(chunk.length);
          done(null, chunk);
        } catch (error) {
          done(error as Error);
        }
      },
    });
    await pipeline(content, counted, createWriteStream(path, { flags: "wx", mode: 0o600 }));
    await chmod(path, mode & 0o777);
  }

  /** @throws ArtifactError when the link leads out of the folder, by whatever way */
  async addLink(name: string, target: string): Promise<void> {
    const steps = stepsOf(name);
    if (!staysInside(steps, target, 0)) throw leadsOut(name, target);
    const path = await this.#freePath(name);
    await symlink(target, path);
    this.#links.push({ steps, target });
  }

  /** A second name of a file that is there already: a copy of its own. */
  async addCopy(name: string, of: string): Promise<void> {
    const source = stepsOf(of);
    const from = join(this.#root, ...source);
    const stats = this.#folders.has(source.slice(0, -1).join("/")) ? await lstat(from).catch(() => undefined) : undefined;
    if (stats?.isFile() !== true) throw leadsOut(name, of);
    const path = await this.#freePath(name);
    this.#meter.addBytes(stats.size);
    await copyFile(from, path);
  }

  /**
   * Whether links stay inside when the only entry at the top becomes the whole artifact.
   * @throws ArtifactError for the first that would not
   */
  checkLinksBelow(top: string): void {
    for (const { steps, target } of this.#links) {
      if (steps.length === 1 || !staysInside(steps, target, 1)) throw leadsOut([top, ...steps.slice(1)].join("/"), target);
    }
  }

  async #freePath(name: string): Promise<string> {
    this.#meter.addEntry();
    const steps = stepsOf(name);
    if (steps.length === 0) throw new ArtifactError(`the archive has an entry without a name: "${name}"`);
    await this.#makeFolders(steps.slice(0, -1));
    if (this.#folders.has(steps.join("/"))) throw new ArtifactError(`the archive has "${name}" twice, as a folder and as a file`);
    const path = join(this.#root, ...steps);
    await rm(path, { force: true }); // a later entry of the same name wins, and never writes through a link
    return path;
  }

  async #makeFolders(steps: readonly string[]): Promise<void> {
    for (let count = 1; count <= steps.length; count++) {
      const known = steps.slice(0, count).join("/");
      if (this.#folders.has(known)) continue;
      const path = join(this.#root, known);
      await mkdir(path, { mode: 0o755 }).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "EEXIST") throw new ArtifactError(`the archive goes through "${known}", which is no folder in it`);
        throw error;
      });
      this.#folders.add(known);
    }
  }
}

const leadsOut = (name: string, target: string): ArtifactError =>
  new ArtifactError(`the link "${name}" leads out of the artifact, to "${target}"`);

/** The steps of a name below the folder; a leading slash is nothing special. */
function stepsOf(name: string): readonly string[] {
  if (name.includes("\0")) throw new ArtifactError(`the archive has a name with a NUL character: ${JSON.stringify(name)}`);
  const steps = name.split(process.platform === "win32" ? /[\\/]/ : "/").filter((step) => step !== "" && step !== ".");
  if (steps.includes("..")) throw new ArtifactError(`the archive has a name that leads out of it: "${name}"`);
  return steps;
}

/**
 * Whether a link stays inside. Dots may only stand at its beginning: there they go up from a real folder. After a name they would go up
 * from wherever that name leads.
 */
function staysInside(steps: readonly string[], target: string, topSteps: number): boolean {
  if (target === "" || target.startsWith("/") || target.includes("\0")) return false;
  if (process.platform === "win32" && /^[A-Za-z]:|\\/.test(target)) return false;
  const parts = target.split("/").filter((step) => step !== "" && step !== ".");
  const ups = parts.findIndex((step) => step !== "..");
  const climbs = ups === -1 ? parts.length : ups;
  return !parts.slice(climbs).includes("..") && climbs <= steps.length - 1 - topSteps;
}
