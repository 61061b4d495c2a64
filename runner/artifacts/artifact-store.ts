import { chmod, copyFile, cp, mkdir, readdir, rename, stat, symlink } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";

/** The artifact repository of a run: a folder in which a key is a path. */
export class ArtifactStore {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = resolve(folder);
  }

  /**
   * Where a key lies.
   * @throws Error when the key leads out of the store
   */
  pathOf(key: string): string {
    const path = resolve(this.folder, key);
    if (path !== this.folder && !path.startsWith(this.folder + sep))
      throw new Error(`The key "${key}" leads out of the artifact store.`);
    return path;
  }

  /** Takes a file or folder over under a key. From now on nobody changes it. */
  async save(from: string, key: string): Promise<string> {
    const to = this.pathOf(key);
    await mkdir(dirname(to), { recursive: true });
    await rename(from, to).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== "EXDEV") throw error;
      await cp(from, to, { recursive: true });
    });
    await makeReadOnly(to);
    return to;
  }

  /** Makes what lies under a key appear at a path. */
  async place(key: string, to: string): Promise<void> {
    const from = this.pathOf(key);
    await mkdir(dirname(to), { recursive: true });
    await link(from, to);
  }

  async has(key: string): Promise<boolean> {
    return (await stat(this.pathOf(key)).catch(() => undefined)) !== undefined;
  }
}

/** A link; where the system allows none (files on Windows), a copy. */
async function link(from: string, to: string): Promise<void> {
  const isFolder = (await stat(from)).isDirectory();
  await symlink(from, to, isFolder ? "junction" : "file").catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPERM") throw error;
    await copyFile(from, to);
  });
}

async function makeReadOnly(path: string): Promise<void> {
  const stats = await stat(path);
  if (stats.isFile()) await chmod(path, stats.mode & 0o555);
  else for (const name of await readdir(path)) await makeReadOnly(join(path, name));
}
