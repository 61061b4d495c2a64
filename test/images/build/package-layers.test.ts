import { describe, expect, it } from "vitest";
import { type LaidPackage, packageLayers } from "../../../containers/images/package-layers.ts";
import type { TreeEntry } from "../../../containers/oci/tree-entry.ts";

const laid = (path: string, bytes: number, version = "1.0.0"): LaidPackage => {
  const name = path.replace(/^.*node_modules\//, "");
  return { name, version, integrity: `sha512-${name}-${version}`, path, bytes };
};
const file = (path: string): TreeEntry => ({
  kind: "file",
  path: `app/${path}`,
  executable: false,
  content: { bytes: Buffer.of() },
});

const duckdb = laid("node_modules/@duckdb/node-bindings-linux-x64", 60e6);
const inner = laid("node_modules/@duckdb/node-bindings-linux-x64/node_modules/tiny", 100);
const api = laid("node_modules/@duckdb/node-api", 1e5);
const seed = laid("node_modules/seedrandom", 1e4);
const files = [duckdb, inner, api, seed].map(({ path }) => file(`${path}/index.js`));
const shown = (packages: readonly LaidPackage[], own: readonly TreeEntry[] = files) =>
  packageLayers(packages, own, "linux/amd64", 2).map(({ title, entries }) => [title, entries.map(({ path }) => path)]);

describe("packages beside a bundle", () => {
  it("are a layer each when they are large, with what lies in them, and one layer together when they are small", () => {
    expect(shown([duckdb, inner, api, seed])).toEqual([
      ["@duckdb/node-bindings-linux-x64", [`app/${duckdb.path}/index.js`, `app/${inner.path}/index.js`]],
      ["packages", [`app/${api.path}/index.js`, `app/${seed.path}/index.js`]],
    ]);
    expect(shown([seed], [files[3]!])).toEqual([["packages", [`app/${seed.path}/index.js`]]]);
    expect(shown([], [])).toEqual([]);
  });

  it("share a large one's layer whatever else is there, and not with another version or platform", () => {
    const keyOf = (packages: readonly LaidPackage[], platform: "linux/amd64" | "linux/arm64" = "linux/amd64", layout = 2) =>
      packageLayers(packages, files, platform, layout)[0]!.key;
    const alone = keyOf([duckdb, inner]);
    expect(keyOf([seed, api, inner, duckdb])).toEqual(alone);
    expect(keyOf([{ ...duckdb, version: "2.0.0" }, inner])).not.toEqual(alone);
    expect(keyOf([{ ...duckdb, integrity: "sha512-other" }, inner])).not.toEqual(alone);
    expect(keyOf([duckdb, inner], "linux/arm64")).not.toEqual(alone);
    expect(keyOf([duckdb, inner], "linux/amd64", 3)).not.toEqual(alone); // other files of the same archives
  });
});
