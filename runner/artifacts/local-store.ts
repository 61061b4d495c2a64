import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat, symlink } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { ArtifactError, noSuchKey } from "./artifact-error.ts";
import { walkTree } from "./walk-tree.ts";

/** Holds what is not whole yet, in the store's own file system. */
const partialFolder = ".partial";
const longestStep = 255;

/**
 * The artifact repository of a run: a folder in which a key is a path. It behaves as an S3-compatible store does: a folder is the keys
 * below it, so empty folders and permissions are lost. Artifacts appear whole, by rename, and nobody changes them afterwards. What `save` has
 * returned is on the disk, also after a power cut.
 */
export class LocalStore {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = resolve(folder);
  }

  /**
   * Where a key lies.
   * @throws ArtifactError when the key leads out of the store, or can be no path
   */
  pathOf(key: string): string {
    const steps = key.split("/");
    if (key.startsWith("/") || steps.includes("..") || (process.platform === "win32" && /[\\:]/.test(key)))
      throw new ArtifactError(`the key "${key}" leads out of the artifact store`);
    if (key.includes("\0")) throw new ArtifactError(`the key ${JSON.stringify(key)} has a NUL character`);
    if (steps[0] === partialFolder) throw new ArtifactError(`the key "${key}" is where the store keeps unfinished artifacts`);
    const long = steps.find((step) => Buffer.byteLength(step) > longestStep);
    if (long !== undefined)
      throw new ArtifactError(
        `a part of the key is longer than the ${longestStep} bytes of a file's name: "${long.slice(0, 40)}…"`,
      );
    return join(this.folder, ...steps);
  }

  /** Whether there is a file under a key, or keys below it. */
  async kind(key: string): Promise<"file" | "folder" | undefined> {
    const stats = await lstat(this.pathOf(key)).catch(() => undefined);
    if (stats?.isFile() === true) return key.endsWith("/") ? undefined : "file";
    if (stats?.isDirectory() !== true) return undefined;
    for await (const below of walkTree(this.pathOf(key))) if (below.stats.isFile()) return "folder";
    return undefined;
  }

  /**
   * Takes over what `write` makes at a temporary place.
   * @returns where it lies; of a folder only if it holds files
   */
  async save(key: string, write: (path: string) => Promise<void>): Promise<string> {
    const to = this.pathOf(key);
    const partial = join(this.folder, partialFolder, randomUUID());
    const made = join(partial, basename(to));
    await mkdir(partial, { recursive: true });
    try {
      await write(made);
      if (await freeze(made)) {
        await appear(made, to);
        for (let folder = dirname(to); folder.startsWith(this.folder); folder = dirname(folder)) await sync(folder);
      }
    } catch (error) {
      throw inTheWay(error as NodeJS.ErrnoException, key);
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
    return to;
  }

  /**
   * Copies a file, or all below a key, to a path that does not exist yet.
   * @throws ArtifactError when there is nothing
   */
  async copyTo(key: string, to: string): Promise<void> {
    if ((await this.kind(key)) === undefined) throw noSuchKey();
    await mkdir(dirname(to), { recursive: true });
    await copyTree(this.pathOf(key), to);
  }

  /**
   * Makes what lies under a key appear at a path, which must only be read.
   * @throws ArtifactError when there is nothing
   */
  async linkTo(key: string, to: string): Promise<void> {
    const kind = await this.kind(key);
    if (kind === undefined) throw noSuchKey();
    await mkdir(dirname(to), { recursive: true });
    await symlink(this.pathOf(key), to, kind === "folder" ? "junction" : "file").catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPERM") throw error;
      await copyTree(this.pathOf(key), to); // Windows allows files no links
    });
  }

  /** The keys below a prefix, sorted. */
  async list(prefix: string): Promise<readonly string[]> {
    const base = prefix.replace(/\/+$/, "");
    const root = base === "" ? this.folder : this.pathOf(base);
    if ((await stat(root).catch(() => undefined))?.isDirectory() !== true) return [];
    const keys: string[] = [];
    for await (const { name, stats } of walkTree(root)) {
      if (!stats.isFile() || name.startsWith(`${partialFolder}/`)) continue;
      keys.push(base === "" ? name : `${base}/${name}`);
    }
    return keys.sort();
  }
}

/** One rename; where a folder of the same key is already, a rename per file, as objects are put beside objects. */
async function appear(made: string, to: string): Promise<void> {
  const [stats, there] = [await lstat(made), await lstat(to).catch(() => undefined)];
  await mkdir(dirname(to), { recursive: true });
  if (!stats.isDirectory() || there === undefined) return rename(made, to);
  for (const name of await readdir(made)) await appear(join(made, name), join(to, name));
}

/**
 * Files can't be written any more; folders can, for further keys. Those without a file are no keys, and go. All that is left is forced onto
 * the disk.
 * @returns whether anything is left
 */
async function freeze(path: string): Promise<boolean> {
  const stats = await lstat(path);
  if (stats.isFile()) await chmod(path, (stats.mode & 0o555) | 0o444);
  else if (!stats.isDirectory()) throw new ArtifactError(`the artifact holds "${basename(path)}", which is no file`);
  if (stats.isFile()) {
    await sync(path);
    return true;
  }
  let isEmpty = true;
  for (const name of await readdir(path)) if (await freeze(join(path, name))) isEmpty = false;
  if (isEmpty) await rmdir(path);
  else await sync(path);
  return !isEmpty;
}

/** Forces a file, or the names in a folder, onto the disk. */
async function sync(path: string): Promise<void> {
  const file = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    if (process.platform !== "win32") throw error;
    return undefined; // its folders can't be opened
  });
  try {
    await file?.sync();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EINVAL" && code !== "EPERM") throw error; // a file system that keeps nothing
  } finally {
    await file?.close();
  }
}

/** Permissions of what comes from a store are those that an S3 client gives. */
async function copyTree(from: string, to: string): Promise<void> {
  for await (const { name, path, stats } of walkTree(from)) {
    const target = name === "" ? to : join(to, name);
    if (stats.isDirectory()) await mkdir(target, { mode: 0o700 });
    else {
      await copyFile(path, target, constants.COPYFILE_FICLONE);
      await chmod(target, 0o600);
    }
  }
}

function inTheWay(error: NodeJS.ErrnoException, key: string): Error {
  if (error.code === "EISDIR" || error.code === "ENOTDIR" || error.code === "EEXIST")
    return new ArtifactError(
      `the key "${key}" can't be kept as a file here: another key is a folder on its way, or it is one itself`,
    );
  return error;
}
