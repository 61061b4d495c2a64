import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type ExternalPackage, installedVersion } from "../../../containers/build/external-packages.ts";
import { elfPlatform } from "../../../containers/packages/elf-machine.ts";
import { type ImagePackages, packagesFor } from "../../../containers/packages/packages-for.ts";
import { root } from "../../helpers/cli.ts";
import { keptProject } from "./helpers/kept-project.ts";

/** What the standard components import, as they were bundled for this checkout. */
function externals(): readonly ExternalPackage[] {
  const bundles = JSON.parse(readFileSync(join(root, "dist/bundles/bundles.json"), "utf8")) as Record<
    string,
    { readonly externals: readonly string[] }
  >;
  const names = new Set(Object.values(bundles).flatMap((bundle) => bundle.externals));
  return [...names].map((name) => ({ name, version: installedVersion(name, root)! }));
}

const { workspace } = keptProject("taxi", "package-lock.json");
const laid = async (platform: "linux/amd64" | "linux/arm64"): Promise<ImagePackages> =>
  await packagesFor(externals(), { workspace, platform });

const platforms = ["linux/amd64", "linux/arm64"] as const;
const all = await Promise.all(platforms.map(laid));
const unfetched = all.flatMap(({ problems }) => problems).find(({ code }) => code === "packages-not-fetched")?.message;

describe.skipIf(unfetched !== undefined && !process.env["CI"])(
  `the packages of the standard components ${unfetched ?? ""}`,
  () => {
    it.each(platforms)("have native code for %s, and none for another platform", (platform) => {
      const { files, problems } = all[platforms.indexOf(platform)]!;
      expect(problems).toEqual([]);
      const native = files.filter(({ path }) => /\.(node|so)$/.test(path));
      const cpu = platform === "linux/amd64" ? "x64" : "arm64";
      expect(native.map(({ path }) => path)).toEqual([
        `app/node_modules/@duckdb/node-bindings-linux-${cpu}/duckdb.node`,
        `app/node_modules/@duckdb/node-bindings-linux-${cpu}/libduckdb.so`,
      ]);
      for (const { content } of native)
        expect(elfPlatform(readFileSync((content as { file: string }).file).subarray(0, 20))).toBe(platform);
      expect(files.map(({ path }) => path)).toContain(
        "app/node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm",
      );
    });

    it("are those of the lock file, each with its hash, and nothing else", () => {
      const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
        readonly packages: Readonly<Record<string, { readonly version: string; readonly integrity: string }>>;
      };
      for (const { closure } of all)
        for (const { path, version, integrity } of closure)
          expect({ version, integrity }, path).toEqual({
            version: lock.packages[path]!.version,
            integrity: lock.packages[path]!.integrity,
          });
      expect(all[0]!.closure.map(({ name }) => name)).not.toContain("vitest");
      expect(all[0]!.closure).toHaveLength(15);
      expect(all[0]!.closure.length).toBe(all[1]!.closure.length);
    });
  },
);
