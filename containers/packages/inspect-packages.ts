import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { LaidFile, LaidTree } from "./laid-tree.ts";
import type { PlacedPackage } from "./placement.ts";

/** What a laid package's files tell of whether it works. */
export interface Inspected {
  readonly placed: PlacedPackage;
  readonly bytes: number;
  readonly numFiles: number;
  /** It has native files, and none is for the platform. */
  readonly isForOthers: boolean;
  /** It has code of its own for the platform, or WebAssembly, which is for all. */
  readonly hasNative: boolean;
  /** What it would have run when it was installed; undefined when nothing. */
  readonly installScript: string | undefined;
  /** That script would have compiled or fetched native code. */
  readonly scriptMakesNative: boolean;
}

/** Looks into every package that was laid. */
export async function inspectPackages(
  folder: string,
  placed: readonly PlacedPackage[],
  { files, foreign }: LaidTree,
): Promise<readonly Inspected[]> {
  const paths = new Set(placed.map(({ path }) => path));
  const byOwner = Map.groupBy(files, ({ path }) => ownerOf(path, paths));
  const withForeign = new Set(foreign.map((path) => ownerOf(path, paths)));
  return await Promise.all(placed.map((one) => inspect(folder, one, byOwner.get(one.path) ?? [], withForeign.has(one.path))));
}

/** The package that a file is of: the deepest folder above it that is one. */
function ownerOf(path: string, packages: ReadonlySet<string>): string | undefined {
  for (let folder = path; folder.includes("/"); ) {
    folder = folder.slice(0, folder.lastIndexOf("/"));
    if (packages.has(folder)) return folder;
  }
  return undefined;
}

interface Scripts {
  readonly scripts?: { readonly preinstall?: string; readonly install?: string; readonly postinstall?: string };
  readonly gypfile?: boolean;
  readonly binary?: unknown;
}

async function inspect(
  folder: string,
  placed: PlacedPackage,
  files: readonly LaidFile[],
  hasForeign: boolean,
): Promise<Inspected> {
  const isFitting = files.some(({ path }) => path.endsWith(".node"));
  const { scripts = {}, gypfile, binary } = await manifestOf(join(folder, placed.path));
  const hasGyp = gypfile === true || files.some(({ path }) => path === `${placed.path}/binding.gyp`);
  const said = scripts.preinstall ?? scripts.install ?? scripts.postinstall;
  const installScript = said ?? (hasGyp ? "node-gyp rebuild" : undefined);
  return {
    placed,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    numFiles: files.length,
    isForOthers: hasForeign && !isFitting,
    hasNative: isFitting || files.some(({ path }) => path.endsWith(".wasm")),
    installScript,
    scriptMakesNative:
      installScript !== undefined && (hasGyp || binary !== undefined || buildTools.test(Object.values(scripts).join(" "))),
  };
}

const buildTools = /\b(node-gyp|node-pre-gyp|prebuild-install|cmake-js|node-gyp-build)\b/;

async function manifestOf(folder: string): Promise<Scripts> {
  return JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Scripts;
}
