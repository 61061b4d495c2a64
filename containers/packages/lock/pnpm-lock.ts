import { dirname, relative, sep } from "node:path";
import { parse } from "yaml";
import { type LockedPackage, LockNotReadable, type PackageLock } from "./package-lock.ts";

interface PnpmPackage {
  readonly resolution?: { readonly integrity?: string; readonly tarball?: string; readonly directory?: string };
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

interface PnpmSnapshot {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface PnpmImporter {
  readonly [group: string]: Readonly<Record<string, { readonly version: string }>>;
}

interface PnpmFile {
  readonly lockfileVersion?: string;
  readonly importers?: Readonly<Record<string, PnpmImporter>>;
  readonly packages?: Readonly<Record<string, PnpmPackage>>;
  readonly snapshots?: Readonly<Record<string, PnpmSnapshot>>;
}

const groups = ["dependencies", "optionalDependencies", "devDependencies"];

/**
 * Reads pnpm-lock.yaml of pnpm 9 and newer: `packages` has what an archive is, `snapshots` what each copy of it gets,
 * named by `name@version` and, in brackets, by the peers that it was given.
 * @throws LockNotReadable
 */
export function readPnpmLock(file: string, text: string, workspace: string): PackageLock {
  const lock = parsed(text);
  const { snapshots = {}, packages = {}, importers = {} } = lock;
  const all = new Map(Object.entries(snapshots).map(([id, one]) => [id, lockedPackage(id, one, packages)] as const));
  const importer = importers[relative(dirname(file), workspace).split(sep).join("/") || "."] ?? {};
  const named = (name: string) => [...all.values()].filter((one) => one.name === name);
  const known = (name: string, reference: string | undefined) => {
    const found = reference === undefined ? undefined : all.get(idOf(name, reference));
    return found === undefined || found.name === name ? found : { ...found, name };
  };
  return {
    file,
    find: (name, version) => {
      const own = groups.map((group) => known(name, importer[group]?.[name]?.version)).find((one) => one !== undefined);
      return own?.version === version ? own : named(name).find((one) => one.version === version);
    },
    versionsOf: (name) => [...new Set(named(name).map(({ version }) => version))].sort(),
    resolve: ({ id }, name) => known(name, snapshots[id]?.dependencies?.[name] ?? snapshots[id]?.optionalDependencies?.[name]),
  };
}

function parsed(text: string): PnpmFile {
  if (/^<{7}/m.test(text)) throw new LockNotReadable("a merge left its marks in it (<<<<<<<)");
  let lock: PnpmFile | null;
  try {
    lock = parse(text) as PnpmFile | null;
  } catch (error) {
    throw new LockNotReadable((error as Error).message.split("\n")[0]!);
  }
  const version = Number.parseFloat(String(lock?.lockfileVersion));
  if (version >= 9) return lock as PnpmFile;
  throw new LockNotReadable("it is of pnpm 8 or older: `pnpm install --lockfile-only` with a newer pnpm renews it");
}

/** `1.2.3(peer@1.0.0)` is a version of the name; an alias and an archive by its address say the whole key. */
const idOf = (name: string, reference: string): string => (/^\d/.test(reference) ? `${name}@${reference}` : reference);

function lockedPackage(id: string, snapshot: PnpmSnapshot, packages: Readonly<Record<string, PnpmPackage>>): LockedPackage {
  const key = id.split("(")[0]!;
  const at = key.indexOf("@", 1);
  const { resolution, os = [], cpu = [], libc = [] } = packages[key] ?? {};
  const isPatched = id.includes("(patch_hash=");
  return {
    id,
    name: key.slice(0, at),
    ownName: key.slice(0, at),
    version: key.slice(at + 1),
    integrity: isPatched ? undefined : resolution?.integrity,
    resolved: isPatched ? "an archive that this project patches" : placeOf(resolution),
    license: undefined, // pnpm does not write it down
    needs: Object.keys(snapshot.dependencies ?? {}).sort(),
    wants: Object.keys(snapshot.optionalDependencies ?? {}).sort(),
    bundled: false,
    os,
    cpu,
    libc,
  };
}

const placeOf = (resolution: PnpmPackage["resolution"]): string | undefined =>
  resolution?.tarball ?? (resolution?.directory && `the folder ${resolution.directory}`);
