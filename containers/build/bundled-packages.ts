import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A package whose code is part of a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/**
 * The packages that files belong to, each once, sorted: what a bill of materials names, though none of them lies in the image as a package.
 * @param files absolute
 */
export function bundledPackages(files: readonly string[]): readonly BundledPackage[] {
  const folders = new Set(files.map(packageFolder).filter((folder) => folder !== undefined));
  const packages = new Map<string, BundledPackage>();
  for (const folder of folders) {
    const found = readPackage(folder);
    if (found !== undefined) packages.set(`${found.name}@${found.version}`, found);
  }
  return [...packages.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, one]) => one);
}

/** The innermost package: pnpm's own folders hold one more `node_modules`. */
function packageFolder(file: string): string | undefined {
  return /^.*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+(?=[/\\])/.exec(file)?.[0];
}

function readPackage(folder: string): BundledPackage | undefined {
  try {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Partial<BundledPackage>;
    if (name === undefined || version === undefined) return undefined;
    return { name, version, ...(typeof license === "string" && { license }) };
  } catch {
    return undefined; // no package of npm's
  }
}
