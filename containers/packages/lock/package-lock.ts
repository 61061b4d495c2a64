import type { WorksOn } from "../target.ts";

/** A package as a lock file has it; which package manager wrote it can't be seen here. */
export interface LockedPackage extends WorksOn {
  /** Names one copy of a package within its lock file. */
  readonly id: string;
  /** As it is imported; under an alias another name than its own. */
  readonly name: string;
  /** Its name in the registry. */
  readonly ownName: string;
  readonly version: string;
  /** Hash of the archive; none for packages that are no archive of a registry. */
  readonly integrity: string | undefined;
  /** Where the archive was found, where the lock file says it. */
  readonly resolved: string | undefined;
  readonly license: string | undefined;
  /** Names without which it does not work. */
  readonly needs: readonly string[];
  /** Names that it gets when they are there: optional dependencies and peers. */
  readonly wants: readonly string[];
  /** Lies inside the archive of the package that needs it. */
  readonly bundled: boolean;
}

/** What a project has locked, as a graph. */
export interface PackageLock {
  /** Absolute. */
  readonly file: string;
  /** A copy of a package that the project itself imports; by version where several are there. */
  readonly find: (name: string, version: string) => LockedPackage | undefined;
  /** The versions of a name that it has, for people. */
  readonly versionsOf: (name: string) => readonly string[];
  /** The copy that a package gets when it imports a name; undefined where the lock file has none. */
  readonly resolve: (from: LockedPackage, name: string) => LockedPackage | undefined;
}

/** A lock file that can't be used, and why, as a person would say it. */
export class LockNotReadable extends Error {
  override readonly name = "LockNotReadable";
}
