import { dirname, join } from "node:path";
import { type Diagnostic, isError } from "../../compiler/diagnostics/diagnostic.ts";
import type { ExternalPackage } from "../build/external-packages.ts";
import type { Platform } from "../oci/image-store.ts";
import type { FileEntry } from "../oci/tree-entry.ts";
import { closureOf, type Provided } from "./closure.ts";
import { lockedRoots, openLock } from "./locked-roots.ts";
import { closureHash, type LaidPackages, PackageStore } from "./package-store.ts";
import { placePackages } from "./placement.ts";
import { notFetched, problemsOfClosure, problemsOfFiles } from "./problems-of-packages.ts";
import { targetOf } from "./target.ts";

/** A package in an image, for the recipe, the SBOM and for `images size`. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** Subresource integrity of its archive, as the lock file has it: `sha512-…`. */
  readonly integrity: string;
  readonly license: string | undefined;
  /** Its folder, from `node_modules/` on. */
  readonly path: string;
  /** What its files weigh in the image, before compression. */
  readonly bytes: number;
}

export interface ImagePackages {
  /** Sorted by path. */
  readonly files: readonly FileEntry[];
  /** Sorted by path; a package of which two versions are needed is there twice. */
  readonly closure: readonly InstalledPackage[];
  /** Hash of what is laid where: equal hashes have equal files. */
  readonly hash: string;
  /** Errors, with which there are no files, and warnings. */
  readonly problems: readonly Diagnostic[];
}

export interface PackagesOptions {
  /** The project's folder: its lock file, or the nearest one above, says which packages. */
  readonly workspace: string;
  readonly platform: Platform;
  /** What the base has in a `node_modules` above the component's, and has to be one copy in a process: it is not laid a second time. */
  readonly provided?: Provided;
  /** One for a whole build: what two components share is fetched once. */
  readonly store?: PackageStore;
}

/** What an image will have, by the lock file alone: nobody was asked for an archive yet. */
export interface PlannedPackages {
  /** Empty when there are errors. */
  readonly hash: string;
  /** How many there are: an image without any has no layer of them. */
  readonly count: number;
  readonly problems: readonly Diagnostic[];
  /** Lays them, by npm unless they lie ready. */
  readonly lay: () => Promise<ImagePackages>;
}

/**
 * The native packages that a component imports, with all they need, as files of an image's `app/node_modules`: of the versions in the project's
 * lock file, for the platform of the image and not for this machine's.
 *
 * ```ts
 * const { files, closure, problems } = await packagesFor(bundle.externals, { workspace, platform: "linux/arm64" });
 * ```
 *
 * Nothing is thrown for what a person can mend; the first time npm is asked for the archives.
 */
export async function packagesFor(externals: readonly ExternalPackage[], options: PackagesOptions): Promise<ImagePackages> {
  return await (await planPackages(externals, options)).lay();
}

/** The first half of `packagesFor`: enough to know whether an image is there already. */
export async function planPackages(externals: readonly ExternalPackage[], options: PackagesOptions): Promise<PlannedPackages> {
  const { workspace, platform, provided = {}, store = new PackageStore(workspace) } = options;
  const wanted = externals.filter(({ name, version }) => provided[name] !== version);
  if (wanted.length === 0) return planned({ files: [], closure: [], hash: closureHash([], platform), problems: [] });
  const opened = await openLock(wanted, workspace);
  if ("problems" in opened) return planned(nothing(opened.problems));
  const { lock } = opened;
  const { roots, problems: unknown } = lockedRoots(wanted, lock);
  const closure = closureOf(roots, lock, targetOf(platform), provided);
  const early = [...unknown, ...problemsOfClosure(closure, lock, platform)];
  if (early.some(isError)) return planned(nothing(early));
  const placed = placePackages(closure);
  const hash = closureHash(placed, platform);
  const lay = async (): Promise<ImagePackages> => {
    const laid = await store.lay(closure, placed, platform, dirname(lock.file)).catch((error: unknown) => notFetched(error));
    if ("problems" in laid) return nothing([...early, ...laid.problems]);
    const problems = [...early, ...problemsOfFiles(laid.inspected, closure, platform)];
    return problems.some(isError) ? nothing(problems) : { ...packagesOf(laid), hash, problems };
  };
  return { hash, count: placed.length, problems: early, lay };
}

const nothing = (problems: readonly Diagnostic[]): ImagePackages => ({ files: [], closure: [], hash: "", problems });

const planned = (known: ImagePackages): PlannedPackages => ({
  hash: known.hash,
  count: known.closure.length,
  problems: known.problems,
  lay: async () => known,
});

function packagesOf({ folder, files, inspected }: LaidPackages): Pick<ImagePackages, "files" | "closure"> {
  return {
    files: files.map(({ path, executable }) => ({
      kind: "file",
      path: `app/${path}`,
      executable,
      content: { file: join(folder, path) },
    })),
    closure: inspected.map(({ placed: { path, package: one }, bytes }) => ({
      name: one.ownName,
      version: one.version,
      integrity: one.integrity!,
      license: one.license,
      path,
      bytes,
    })),
  };
}
