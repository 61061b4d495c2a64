import { basename } from "node:path";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { problem } from "../../compiler/diagnostics/problem.ts";
import type { ExternalPackage } from "../build/external-packages.ts";
import { findLock, lockNames, readLock } from "./lock/find-lock.ts";
import { type LockedPackage, LockNotReadable, type PackageLock } from "./lock/package-lock.ts";

/** The lock file that says which versions a project has, or why there is none to go by. */
export async function openLock(
  wanted: readonly ExternalPackage[],
  workspace: string,
): Promise<{ readonly lock: PackageLock } | { readonly problems: readonly Diagnostic[] }> {
  const file = findLock(workspace);
  if (file === undefined) {
    const packages = wanted.map(({ name }) => name).join(", ");
    return { problems: [problem("lock-missing", { packages, names: lockNames.slice(0, 3).join(", ") })] };
  }
  try {
    return { lock: await readLock(file, workspace) };
  } catch (error) {
    if (!(error instanceof LockNotReadable)) throw error;
    return { problems: [problem("lock-not-readable", { file: basename(file), why: error.message })] };
  }
}

/** What a bundle imports, as the lock file has it: in the very version that the bundle was made with. */
export function lockedRoots(
  wanted: readonly ExternalPackage[],
  lock: PackageLock,
): { readonly roots: readonly LockedPackage[]; readonly problems: readonly Diagnostic[] } {
  const found = wanted.map((external) => ({ external, locked: lock.find(external.name, external.version) }));
  return {
    roots: found.flatMap(({ locked }) => locked ?? []),
    problems: found
      .filter(({ locked }) => locked === undefined)
      .map(({ external: { name, version } }) => {
        const others = lock.versionsOf(name);
        const has = others.length === 0 ? "does not have it" : `has ${others.join(" and ")}`;
        return problem("package-not-in-lock", { package: name, version, file: basename(lock.file), has });
      }),
  };
}
