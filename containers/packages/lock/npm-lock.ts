import { dirname, relative, sep } from "node:path";
import { type LockedPackage, LockNotReadable, type PackageLock } from "./package-lock.ts";

/** An entry of `packages` in package-lock.json; its key is a folder relative to the file. */
interface NpmEntry {
  readonly name?: string;
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly os?: readonly string[] | string;
  readonly cpu?: readonly string[] | string;
  readonly libc?: readonly string[] | string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/**
 * Reads package-lock.json or npm-shrinkwrap.json, as npm 7 and newer write it.
 * @param workspace the folder whose code imports the packages: in a monorepo one below the lock file
 * @throws LockNotReadable
 */
export function readNpmLock(file: string, text: string, workspace: string): PackageLock {
  const entries = entriesOf(text);
  const packages = new Map(
    Object.entries(entries)
      .filter(([path]) => path.includes("node_modules/"))
      .map(([path, entry]) => [path, lockedPackage(path, entry)] as const),
  );
  const home = relative(dirname(file), workspace).split(sep).join("/");
  return {
    file,
    find: (name, version) => {
      const near = nearest(packages, home, name);
      if (near?.version === version) return near;
      return [...packages.values()].find((one) => one.name === name && one.version === version);
    },
    versionsOf: (name) =>
      [...new Set([...packages.values()].filter((one) => one.name === name).map((one) => one.version))].sort(),
    resolve: (from, name) => nearest(packages, from.id, name),
  };
}

function entriesOf(text: string): Readonly<Record<string, NpmEntry>> {
  const lock = parsed(text);
  const { lockfileVersion, packages } = lock as { readonly lockfileVersion?: unknown; readonly packages?: unknown };
  if (lockfileVersion === 1)
    throw new LockNotReadable("it is of npm 6 (lockfileVersion 1): `npm install --package-lock-only` with a newer npm renews it");
  if (typeof packages !== "object" || packages === null) throw new LockNotReadable('it has no "packages"');
  return packages as Readonly<Record<string, NpmEntry>>;
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value;
  } catch (error) {
    const conflict = /^<{7}/m.test(text) ? "a merge left its marks in it (<<<<<<<)" : (error as Error).message;
    throw new LockNotReadable(conflict);
  }
  throw new LockNotReadable("it holds no object");
}

function lockedPackage(path: string, entry: NpmEntry): LockedPackage {
  const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  // peers are not missed: with legacy-peer-deps a lock file has only those that somebody asked for
  const wants = [...Object.keys(entry.optionalDependencies ?? {}), ...Object.keys(entry.peerDependencies ?? {})];
  return {
    id: path,
    name,
    ownName: entry.name ?? name,
    version: entry.version ?? "0.0.0",
    integrity: entry.integrity,
    resolved: entry.link === true ? `the folder ${entry.resolved}` : entry.resolved,
    license: entry.license,
    needs: Object.keys(entry.dependencies ?? {})
      .filter((need) => !wants.includes(need))
      .sort(),
    wants: [...new Set(wants)].sort(),
    bundled: entry.inBundle === true,
    os: listOf(entry.os),
    cpu: listOf(entry.cpu),
    libc: listOf(entry.libc),
  };
}

const listOf = (value: readonly string[] | string | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;

/** As Node looks for it: in `node_modules` of the folder itself, then of each folder above. */
function nearest(packages: ReadonlyMap<string, LockedPackage>, folder: string, name: string): LockedPackage | undefined {
  const parts = folder === "" ? [] : folder.split("/");
  for (let depth = parts.length; depth >= 0; depth--) {
    if (parts[depth - 1] === "node_modules") continue;
    const found = packages.get([...parts.slice(0, depth), "node_modules", name].join("/"));
    if (found !== undefined) return found;
  }
  return undefined;
}
