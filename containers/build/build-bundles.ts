import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { BundleCache } from "./bundle-cache.ts";
import { bundleComponent, type ComponentBundle, type ComponentSource } from "./bundle-component.ts";
import { bundleMain, storeBundle } from "./bundle-store.ts";
import { contentTag, type ImageFile } from "./content-hash.ts";
import { type ExternalPackage, findPackage, installedVersion } from "./external-packages.ts";
import { standardBundle, standardBundles } from "./standard-bundles.ts";

/** A bundle in the project's store. */
export interface StoredBundle {
  /** Its content tag. */
  readonly tag: string;
  readonly bundle: ComponentBundle;
}

/** One image: a component and the files of the project that travel with it. */
export interface ImageWanted {
  readonly component: ComponentSource;
  readonly files: readonly ImageFile[];
}

export interface Toolbox {
  /** The folder of the project: where `.pipewright/` is, and packages are found. */
  readonly workspace: string;
  /** The folder of what was built with Pipewright: `dist/`. */
  readonly dist: string;
  /** The module of the harness. */
  readonly entrypoint: string;
  /** Part of the key of every remembered bundle. */
  readonly version: string;
}

/** Counts up when more is remembered of a bundle. */
const bundleFormat = 2;

/** A package that a component imports and the project lacks. */
export class PackageMissing extends Error {
  override readonly name = "PackageMissing";
  readonly component: string;
  readonly packageNames: readonly string[];

  constructor(component: string, packageNames: readonly string[]) {
    super(`Component "${component}" needs ${packageNames.join(", ")}, which is not installed in this project.`);
    this.component = component;
    this.packageNames = packageNames;
  }
}

/**
 * Makes the bundle of every image and puts it into the project's store.
 * @returns the bundle of each image, in the order given
 * @throws PackageMissing, or esbuild's BuildFailure
 */
export async function buildBundles(wanted: readonly ImageWanted[], tools: Toolbox): Promise<readonly StoredBundle[]> {
  const modules = [...new Set(wanted.map(({ component }) => component.module))];
  const cache = new BundleCache(join(tools.workspace, ".pipewright", "cache", "bundles"));
  const made = new Map<string, Promise<ComponentBundle>>();
  const bundleOnce = (component: ComponentSource): Promise<ComponentBundle> => {
    const bundle = made.get(component.name) ?? bundleOf(component, modules, cache, tools);
    made.set(component.name, bundle);
    return bundle;
  };
  const stored = new Map<string, Promise<void>>();
  const store = async ({ component, files }: ImageWanted): Promise<StoredBundle> => {
    const bundle = await bundleOnce(component);
    const tag = contentTag({ ...bundle, files });
    const storing = stored.get(tag) ?? storeBundle(tools.workspace, tag, bundle, files);
    stored.set(tag, storing);
    await storing;
    return { tag, bundle };
  };
  return await Promise.all(wanted.map(store));
}

async function bundleOf(
  component: ComponentSource,
  modules: readonly string[],
  cache: BundleCache,
  tools: Toolbox,
): Promise<ComponentBundle> {
  const folder = join(tools.dist, "bundles");
  const standard = component.module.startsWith(tools.dist) ? standardBundles(folder)[component.name] : undefined;
  if (standard !== undefined)
    return standardBundle(folder, component.name, standard, installed(component.name, standard.externals, tools.workspace));
  const key = JSON.stringify([bundleFormat, tools.version, component, modules, tools.entrypoint]);
  const remembered = cache.get(key);
  if (remembered !== undefined) return remembered;
  const bundle = await bundleComponent(component, {
    entrypoint: tools.entrypoint,
    root: tools.workspace,
    outFile: bundleMain(tools.workspace, "c-0"),
    otherModules: modules,
  });
  cache.put(key, bundle);
  return bundle;
}

function installed(component: string, names: readonly string[], workspace: string): readonly ExternalPackage[] {
  const missing = names.filter((name) => findPackage(name, workspace) === undefined);
  if (missing.length > 0) throw new PackageMissing(component, missing);
  return names.map((name) => ({ name, version: installedVersion(name, workspace) ?? "0.0.0" }));
}

/** The folder of a project: the nearest one above a file that has a package.json. */
export function projectOf(file: string): string | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

/** Where a pipeline's `.pipewright/` is: its project, or else its own folder. */
export const workspaceOf = (file: string): string => projectOf(file) ?? dirname(file);
