import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { closureOf } from "../../../containers/packages/closure.ts";
import { elfPlatform } from "../../../containers/packages/elf-machine.ts";
import { readLock } from "../../../containers/packages/lock/find-lock.ts";
import { closureHash } from "../../../containers/packages/package-store.ts";
import { placePackages } from "../../../containers/packages/placement.ts";
import { targetOf, worksOn } from "../../../containers/packages/target.ts";
import { elf } from "./helpers/elf.ts";

/** Lock files of one package.json, written by npm 11 and pnpm 10. */
const recorded = join(import.meta.dirname, "recorded");

describe("lock files of npm and pnpm", () => {
  it.each(["linux/amd64", "linux/arm64"] as const)("lead to the same packages at the same places on %s", async (platform) => {
    const placed = await Promise.all(
      ["package-lock.json", "pnpm-lock.yaml"].map(async (name) => {
        const lock = await readLock(join(recorded, name), recorded);
        const roots = [
          ["@duckdb/node-api", "1.5.5-r.5"],
          ["@tensorflow/tfjs-core", "4.22.0"],
          ["@tensorflow/tfjs-layers", "4.22.0"],
        ].map(([own, version]) => lock.find(own!, version!)!);
        return placePackages(closureOf(roots, lock, targetOf(platform)));
      }),
    );
    const cpu = platform === "linux/amd64" ? "x64" : "arm64";
    expect(placed[0]!.map(({ path }) => path)).toEqual(
      [
        "@duckdb/node-api",
        "@duckdb/node-bindings",
        `@duckdb/node-bindings-linux-${cpu}`,
        "@tensorflow/tfjs-core",
        "@tensorflow/tfjs-layers",
        "@webgpu/types",
        "detect-libc",
        "long",
        "node-fetch",
        "seedrandom",
        "tr46",
        "webidl-conversions",
        "whatwg-url",
      ].map((name) => `node_modules/${name}`),
    );
    const seen = placed.map((all) => all.map(({ path, package: { version, integrity } }) => [path, version, integrity]));
    expect(seen[1]).toEqual(seen[0]);
    expect(closureHash(placed[1]!, platform)).toBe(closureHash(placed[0]!, platform));
  });

  it("hold nothing of a registry's address here", () => {
    expect(readFileSync(join(recorded, "package-lock.json"), "utf8")).not.toContain("resolved");
  });
});

describe("where a package works", () => {
  const amd64 = targetOf("linux/amd64");
  const works = (given: Partial<Parameters<typeof worksOn>[0]>) => worksOn({ os: [], cpu: [], libc: [], ...given }, amd64);

  it("is where it says, by npm's rules", () => {
    expect([works({}), works({ os: ["linux"] }), works({ os: ["darwin", "linux"], cpu: ["x64"] })]).toEqual([true, true, true]);
    expect([works({ os: ["!win32"] }), works({ os: ["any"] }), works({ libc: ["glibc"] })]).toEqual([true, true, true]);
    expect([works({ os: ["!linux"] }), works({ cpu: ["arm64"] }), works({ libc: ["musl"] })]).toEqual([false, false, false]);
    expect(works({ os: ["linux"], cpu: ["wasm32"] })).toBe(false);
  });

  it("is told by the header of its native files", () => {
    expect([elfPlatform(elf("x64")), elfPlatform(elf("arm64"))]).toEqual(["linux/amd64", "linux/arm64"]);
    const i386 = Buffer.from(elf("x64"));
    i386.writeUInt16LE(3, 18);
    expect([elfPlatform(i386), elfPlatform(Buffer.from("MZ")), elfPlatform(Buffer.alloc(64))]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(elfPlatform(readFileSync(process.execPath).subarray(0, 20))).toBe(
      process.platform === "linux" ? (process.arch === "x64" ? "linux/amd64" : "linux/arm64") : undefined,
    );
  });
});
