import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

interface Entry {
  readonly version?: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const root = resolve(import.meta.dirname, "../..");

describe.each([".", "scripts/node"])("the lock file of %s", (folder) => {
  const text = readFileSync(join(root, folder, "package-lock.json"), "utf8");
  const packages = (JSON.parse(text) as { readonly packages: Readonly<Record<string, Entry>> }).packages;

  // npm leaves out a platform's package that its registry does not have when the lock is written; npm ci then refuses the file.
  it("has every dependency of every package, for all platforms", () => {
    const missing = Object.entries(packages).flatMap(([path, entry]) =>
      Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
        .filter((name) => !places(path, name).some((place) => packages[place]?.version !== undefined))
        .map((name) => `${path} -> ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it("has a content hash for every package and names no host of a registry", () => {
    const unhashed = Object.entries(packages).filter(([path, { integrity }]) => path !== "" && integrity === undefined);
    expect(unhashed.map(([path]) => path)).toEqual([]);
    expect(text).not.toContain('"resolved"');
  });
});

/** Where Node looks for `name` from the package at `path`. */
function places(path: string, name: string): readonly string[] {
  const folders = path.split("/node_modules/").map((_, depth, parts) => parts.slice(0, depth + 1).join("/node_modules/"));
  return [`node_modules/${name}`, ...folders.map((folder) => `${folder}/node_modules/${name}`)];
}
