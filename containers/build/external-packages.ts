import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plugin } from "esbuild";

/** A package that stays outside of a bundle and is installed in the image. */
export interface ExternalPackage {
  readonly name: string;
  readonly version: string;
}

/** One that was found: its package.json tells when it is another version. */
export interface FoundPackage extends ExternalPackage {
  readonly manifest: string;
}

interface PackageJson {
  readonly name?: string;
  readonly version?: string;
  readonly gypfile?: boolean;
  readonly binary?: unknown;
  readonly os?: unknown;
  readonly cpu?: unknown;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Families whose packages must be one copy in a process: a part of them bundled would be a second one. */
const wholeFamilies = ["@tensorflow/", "@duckdb/"];

/**
 * Keeps packages with native code or WebAssembly out of the bundle, and tells which ones the code really imports.
 * A file that is no JavaScript can't be part of one JavaScript file.
 */
export function externalPackages(found: Map<string, FoundPackage>): Plugin {
  return {
    name: "external-packages",
    setup({ onResolve }) {
      onResolve({ filter: /^[^./]|^\.[^./]|^\.\.[^/]/ }, ({ path, resolveDir }) => {
        if (path.startsWith("node:") || path.includes(":")) return undefined;
        const name = packageName(path);
        const folder = findPackage(name, resolveDir);
        if (folder === undefined) return isWholeFamily(name) ? { path, external: true } : undefined;
        const manifest = readManifest(folder);
        if (!isWholeFamily(name) && !isNative(folder, manifest)) return undefined;
        found.set(name, { name, version: manifest.version ?? "0.0.0", manifest: join(folder, "package.json") });
        return { path, external: true };
      });
    },
  };
}

/** `@scope/name` or `name` of an import's specifier. */
export function packageName(specifier: string): string {
  const parts = specifier.split("/");
  return specifier.startsWith("@") ? parts.slice(0, 2).join("/") : parts[0]!;
}

/** The folder of a package as Node finds it from another folder. */
export function findPackage(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return candidate;
    if (folder === dirname(folder)) return undefined;
  }
}

/** The installed version of a package as Node finds it from a folder. */
export function installedVersion(name: string, from: string): string | undefined {
  const folder = findPackage(name, from);
  return folder === undefined ? undefined : readManifest(folder).version;
}

const isWholeFamily = (name: string): boolean => wholeFamilies.some((family) => name.startsWith(family));

function isNative(folder: string, manifest: PackageJson): boolean {
  if (manifest.gypfile === true || manifest.binary !== undefined || manifest.os !== undefined || manifest.cpu !== undefined)
    return true;
  if (existsSync(join(folder, "binding.gyp")) || existsSync(join(folder, "prebuilds"))) return true;
  const platformPackages = Object.keys(manifest.optionalDependencies ?? {}).filter((name) =>
    /(linux|darwin|win32|windows)/.test(name),
  );
  return platformPackages.length > 0 || readdirSync(folder).some((name) => name.endsWith(".node") || name.endsWith(".wasm"));
}

function readManifest(folder: string): PackageJson {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as PackageJson;
}
