import type { LockedPackage, PackageLock } from "./lock/package-lock.ts";
import { type Target, worksOn } from "./target.ts";

/** Packages that an import can reach on a target, and what of them is missing there. */
export interface Closure {
  readonly roots: readonly LockedPackage[];
  /** Each once, roots too. */
  readonly packages: readonly LockedPackage[];
  /** What each package gets under each name that it imports; only packages of this closure. */
  readonly edges: ReadonlyMap<string, ReadonlyMap<string, LockedPackage>>;
  readonly gaps: readonly Gap[];
}

/** A package that can't work on the target, as far as the lock file tells. */
export type Gap =
  /** It, or something it needs, says itself that it is for other platforms. */
  | { readonly kind: "elsewhere"; readonly package: LockedPackage }
  /** Its native code comes in packages per platform, and none is for this one. */
  | { readonly kind: "no-build"; readonly package: LockedPackage }
  /** There is a package for this platform, which the lock file does not have. */
  | { readonly kind: "not-locked"; readonly package: LockedPackage; readonly missing: string }
  /** The lock file lacks something that it needs on every platform. */
  | { readonly kind: "incomplete"; readonly package: LockedPackage; readonly missing: string }
  /** The base has another version of it. */
  | { readonly kind: "other-in-base"; readonly package: LockedPackage; readonly has: string };

/** Names and versions of packages that the base of an image has. */
export type Provided = Readonly<Record<string, string>>;

/**
 * Follows a lock file from what a component imports. What only another platform, a test or an editor would load is not reached:
 * packages of declarations (`@types/…`) are left out, and of the builds for platforms the target's alone is taken.
 * What the base has is not followed.
 */
export function closureOf(roots: readonly LockedPackage[], lock: PackageLock, target: Target, provided: Provided = {}): Closure {
  const packages = new Map<string, LockedPackage>();
  const edges = new Map<string, ReadonlyMap<string, LockedPackage>>();
  const gaps: Gap[] = [];
  const waiting = [...roots];
  for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
    if (packages.has(one.id)) continue;
    packages.set(one.id, one);
    const has = provided[one.name];
    if (has !== undefined) gaps.push({ kind: "other-in-base", package: one, has });
    if (!worksOn(one, target)) gaps.push({ kind: "elsewhere", package: one });
    const { found, gap } = follow(one, lock, target);
    gaps.push(...gap);
    const own = new Map([...found].filter(([name, { version }]) => provided[name] !== version));
    edges.set(one.id, own);
    waiting.push(...own.values());
  }
  return { roots, packages: [...packages.values()].sort(byId), edges, gaps };
}

const byId = (left: LockedPackage, right: LockedPackage): number => (left.id < right.id ? -1 : 1);

function follow(
  one: LockedPackage,
  lock: PackageLock,
  target: Target,
): { readonly found: ReadonlyMap<string, LockedPackage>; readonly gap: readonly Gap[] } {
  const found = new Map<string, LockedPackage>();
  const gap: Gap[] = [];
  for (const name of one.needs.filter(isCode)) {
    const needed = lock.resolve(one, name);
    if (needed === undefined) gap.push({ kind: "incomplete", package: one, missing: name });
    else found.set(name, needed);
  }
  const wanted = one.wants.filter(isCode).map((name) => ({ name, locked: lock.resolve(one, name) }));
  for (const { name, locked } of wanted) if (locked !== undefined && worksOn(locked, target)) found.set(name, locked);
  return { found, gap: [...gap, ...missingBuild(one, wanted, target)] };
}

/** DefinitelyTyped publishes declarations and nothing else. */
const isCode = (name: string): boolean => !name.startsWith("@types/");

interface Wanted {
  readonly name: string;
  readonly locked: LockedPackage | undefined;
}

/**
 * A package with at least two optional packages that each name a system and a processor (or look so, when the lock lacks them) has its native code there.
 * One alone is a convenience of that platform, as fsevents is.
 */
function missingBuild(one: LockedPackage, wanted: readonly Wanted[], target: Target): readonly Gap[] {
  const builds = wanted.filter(({ name, locked }) => (locked === undefined ? systemInName.test(name) : isBuild(locked)));
  if (builds.length < 2) return [];
  if (builds.some(({ locked }) => locked !== undefined && worksOn(locked, target))) return [];
  const missing = builds.find(({ name, locked }) => locked === undefined && isNamedFor(name, target));
  return [
    missing === undefined ? { kind: "no-build", package: one } : { kind: "not-locked", package: one, missing: missing.name },
  ];
}

const isBuild = ({ os, cpu }: LockedPackage): boolean => os.length > 0 && cpu.length > 0;
const systemInName = /\b(linux|darwin|win32|windows|freebsd|android)\b/;

/** Whether a build's name says that it is for a target, in the words that packages use: `linux-x64-gnu`, `linux-arm64`. */
function isNamedFor(name: string, { os, cpu }: Target): boolean {
  const words = name.split(/[^a-z0-9]+/);
  return words.includes(os) && words.includes(cpu) && !words.includes("musl") && !words.includes("musleabihf");
}
