import { basename } from "node:path";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { problem } from "../../compiler/diagnostics/problem.ts";
import type { Platform } from "../oci/image-store.ts";
import type { Closure, Gap } from "./closure.ts";
import type { Inspected } from "./inspect-packages.ts";
import type { LockedPackage, PackageLock } from "./lock/package-lock.ts";
import { NpmFailed } from "./npm-ci.ts";

const shown = ({ ownName, version }: LockedPackage): string => `${ownName}@${version}`;

/** What the lock file alone tells. That a package has no build may be made good by its own files, and is said later. */
export function problemsOfClosure({ gaps, packages }: Closure, lock: PackageLock, platform: Platform): readonly Diagnostic[] {
  const file = basename(lock.file);
  const foreign = packages.filter(({ integrity, bundled }) => integrity === undefined && !bundled);
  return [
    ...gaps.flatMap((gap) => problemOfGap(gap, file, platform)),
    ...foreign.map((one) =>
      problem("package-not-from-registry", { package: shown(one), file, from: one.resolved ?? "a place without a hash" }),
    ),
  ];
}

function problemOfGap(gap: Gap, file: string, platform: Platform): readonly Diagnostic[] {
  const name = shown(gap.package);
  switch (gap.kind) {
    case "elsewhere": {
      const { os, cpu, libc } = gap.package;
      const words = [os, cpu, libc].filter((list) => list.length > 0).map((list) => list.join(" or "));
      return [withoutPlatform(name, platform, `it is for ${words.join(", ")} only`)];
    }
    case "not-locked":
      return [problem("lock-without-platform", { package: name, missing: gap.missing, file, platform })];
    case "incomplete":
      return [problem("lock-not-readable", { file, why: `${name} needs ${gap.missing}, which it does not have` })];
    case "other-in-base":
      return [problem("base-has-other-version", { package: name, has: gap.has })];
    case "no-build":
      return [];
  }
}

const withoutPlatform = (name: string, platform: Platform, why: string): Diagnostic =>
  problem("package-without-platform", { package: name, platform, why });

/** What only the packages' files tell. */
export function problemsOfFiles(
  inspected: readonly Inspected[],
  { gaps, edges }: Closure,
  platform: Platform,
): readonly Diagnostic[] {
  const withoutBuild = new Set(gaps.filter(({ kind }) => kind === "no-build").map((gap) => gap.package.id));
  return inspected.flatMap((one) => {
    const { package: locked } = one.placed;
    const name = shown(locked);
    if (withoutBuild.has(locked.id) && !one.hasNative)
      return [withoutPlatform(name, platform, "of the packages that hold its native code none is for it")];
    if (one.hasNative || hasPlatformPackage(edges.get(locked.id))) return [];
    const script = one.installScript;
    if (script !== undefined && one.scriptMakesNative)
      return [problem("package-needs-install-script", { package: name, script, platform })];
    if (one.isForOthers) return [withoutPlatform(name, platform, "its native files are for others")];
    return script === undefined ? [] : [problem("install-script-not-run", { package: name, script })];
  });
}

/** Whether one of the packages that it gets was chosen for the platform. */
const hasPlatformPackage = (edges: ReadonlyMap<string, LockedPackage> | undefined): boolean =>
  [...(edges?.values() ?? [])].some(({ os, cpu }) => os.length > 0 && cpu.length > 0);

/** Why the packages are not here. Only what npm says is a person's to mend. */
export function notFetched(error: unknown): { readonly problems: readonly Diagnostic[] } {
  if (error instanceof NpmFailed) return { problems: [problem("packages-not-fetched", { why: error.message })] };
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== undefined && /^E[A-Z]+$/.test(code)) return { problems: [problem("packages-not-fetched", { why: message })] };
  throw error;
}
