import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readNpmLock } from "./npm-lock.ts";
import { LockNotReadable, type PackageLock } from "./package-lock.ts";

type Reader = (file: string, text: string, workspace: string) => PackageLock | Promise<PackageLock>;

const refused = (why: string): Reader => {
  return () => {
    throw new LockNotReadable(why);
  };
};

const ofNpm = "it is not read yet; `npm install --package-lock-only` writes a package-lock.json beside it, which is";

/** Lock files in the order in which they are looked for in each folder; npm itself prefers the shrinkwrap. */
const readers: Readonly<Record<string, Reader>> = {
  "npm-shrinkwrap.json": readNpmLock,
  "package-lock.json": readNpmLock,
  "pnpm-lock.yaml": async (...given) => (await import("./pnpm-lock.ts")).readPnpmLock(...given), // with its YAML reader
  "yarn.lock": refused(ofNpm),
  "bun.lock": refused(ofNpm),
  "bun.lockb": refused(ofNpm),
};

/** The names under which a lock file is looked for. */
export const lockNames = Object.keys(readers);

/** The lock file of a project: the nearest one, in its folder or above. */
export function findLock(workspace: string): string | undefined {
  for (let folder = workspace; ; folder = dirname(folder)) {
    const name = lockNames.find((one) => existsSync(join(folder, one)));
    if (name !== undefined) return join(folder, name);
    if (folder === dirname(folder)) return undefined;
  }
}

/** @throws LockNotReadable */
export async function readLock(file: string, workspace: string): Promise<PackageLock> {
  return await readers[basename(file)]!(file, readFileSync(file, "utf8").replace(/^\uFEFF/, ""), workspace);
}
