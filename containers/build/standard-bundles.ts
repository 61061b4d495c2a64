import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BundleOptions, bundleComponent, type ComponentBundle, type ComponentSource } from "./bundle-component.ts";
import type { BundledPackage } from "./bundled-packages.ts";
import type { ExternalPackage } from "./external-packages.ts";

/** A bundle of Pipewright's own components, made with the package: compiling needs no bundler for them. */
export interface StandardBundle {
  readonly codeDigest: string;
  /** Names only: versions are those that the project has installed. */
  readonly externals: readonly string[];
  readonly packages: readonly BundledPackage[];
}

const indexFile = "bundles.json";

/** Makes the bundles of the standard components. @internal Called when the package is built. */
export async function writeStandardBundles(
  folder: string,
  sources: readonly ComponentSource[],
  options: Omit<BundleOptions, "otherModules" | "outFile">,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const index: Record<string, StandardBundle> = {};
  for (const source of sources) {
    const outFile = join(folder, `${source.name}.mjs`);
    const bundle = await bundleComponent(source, { ...options, outFile, otherModules: sources.map(({ module }) => module) });
    writeFileSync(outFile, bundle.content().code);
    const { codeDigest, externals, packages } = bundle;
    index[source.name] = { codeDigest, externals: externals.map(({ name }) => name), packages };
  }
  writeFileSync(join(folder, indexFile), `${JSON.stringify(index, undefined, 1)}\n`);
}

/** The bundles that came with the package; none when it was not built. */
export function standardBundles(folder: string): Readonly<Record<string, StandardBundle>> {
  try {
    return JSON.parse(readFileSync(join(folder, indexFile), "utf8")) as Record<string, StandardBundle>;
  } catch {
    return {};
  }
}

/** One of them, with the versions that a project has installed. */
export function standardBundle(
  folder: string,
  name: string,
  bundle: StandardBundle,
  externals: readonly ExternalPackage[],
): ComponentBundle {
  const content = () => ({
    code: readFileSync(join(folder, `${name}.mjs`), "utf8"),
    sourceMap: '{"version":3,"sources":[],"mappings":""}',
  });
  return { name, content, codeDigest: bundle.codeDigest, externals, packages: bundle.packages, inputs: [], unfollowed: [] };
}
