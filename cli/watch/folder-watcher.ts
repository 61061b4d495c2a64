import { type FSWatcher, readdirSync, statSync, watch } from "node:fs";
import { join } from "node:path";

/** A project with more folders than this keeps data among its sources; only the first ones are watched. */
const mostFolders = 2000;

/** Hears of every change in a project's folders, but for those that no pipeline is written in. */
export class FolderWatcher {
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #onChange: () => void;
  readonly #ignored: ReadonlySet<string>;

  /** @param ignored folders in which nothing is heard, such as the one that results are written to */
  constructor(onChange: () => void, ignored: readonly string[]) {
    this.#onChange = onChange;
    this.#ignored = new Set(ignored);
  }

  /** A folder and those inside it, save hidden ones and node_modules. */
  watchTree(folder: string): void {
    if (!this.watchFolder(folder)) return;
    for (const name of foldersIn(folder))
      if (!name.startsWith(".") && name !== "node_modules") this.watchTree(join(folder, name));
  }

  /** One folder alone. @returns false when it is watched already, or can't be */
  watchFolder(folder: string): boolean {
    if (this.#watchers.has(folder) || this.#ignored.has(folder) || this.#watchers.size >= mostFolders) return false;
    try {
      const watcher = watch(folder, (_event, name) => this.#heard(folder, name));
      watcher.on("error", () => this.#forget(folder));
      this.#watchers.set(folder, watcher);
      return true;
    } catch {
      return false; // gone already, or the system has no more watchers to give
    }
  }

  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #heard(folder: string, name: string | null): void {
    if (name !== null && (name.startsWith(".") || name === "node_modules")) return;
    const path = name === null ? folder : join(folder, name);
    if (this.#ignored.has(path)) return;
    if (name !== null && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) this.watchTree(path);
    this.#onChange();
  }

  #forget(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }
}

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return [];
  }
}
