import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { ExternalPackage } from "../../../containers/build/external-packages.ts";
import { type PackagesOptions, packagesFor } from "../../../containers/packages/packages-for.ts";
import { elf } from "./helpers/elf.ts";
import { type Archive, loopbackRegistry } from "./helpers/loopback-registry.ts";
import { lockByNpm, npmrc, ownNpmCache, project } from "./helpers/project.ts";

vi.setConfig({ testTimeout: 180_000 }); // each starts npm several times, on a machine that may be busy

const hash = "sha512-AAAA";

/** A lock file as npm writes it, for what is refused before npm is asked. */
const lockOf = (packages: Readonly<Record<string, object>>): object => ({
  lockfileVersion: 3,
  packages: Object.fromEntries(Object.entries(packages).map(([name, entry]) => [`node_modules/${name}`, entry])),
});

const part: ExternalPackage = { name: "part", version: "1.0.0" };
const onArm = { platform: "linux/arm64" } as const;

async function problemsOf(
  files: Readonly<Record<string, string | object>>,
  options: Partial<PackagesOptions> = {},
): Promise<readonly string[]> {
  const given: PackagesOptions = { workspace: project(files), platform: "linux/amd64", ...options };
  const { problems, files: laid } = await packagesFor([part], given);
  if (problems.some(({ severity }) => severity === "error")) expect(laid).toEqual([]);
  return problems.map(({ code, message }) => `${code}: ${message}`);
}

/** What comes of packages that npm could lay. */
async function problemsAfterLaying(archives: readonly Archive[], options: Partial<PackagesOptions> = {}) {
  ownNpmCache();
  const registry = await loopbackRegistry(archives);
  onTestFinished(registry.stop);
  const manifest = { name: "mine", private: true, dependencies: { part: "1.0.0" } };
  const workspace = project({ "package.json": manifest, ".npmrc": npmrc(registry.url) });
  await lockByNpm(workspace);
  const { problems } = await packagesFor([part], { workspace, platform: "linux/amd64", ...options });
  return problems.map(({ code, message }) => `${code}: ${message}`);
}

describe("a project's lock file", () => {
  it("has to be there", async () => {
    expect(await problemsOf({ "package.json": "{}" })).toEqual([
      "lock-missing: The component imports part, and the project has no lock file: none of npm-shrinkwrap.json, package-lock.json, pnpm-lock.yaml is in its folder or above.",
    ]);
  });

  it.each([
    ["package-lock.json", "{", "Expected property name or '}' in JSON at position 1 (line 1 column 2)"],
    ["package-lock.json", "[1]\n<<<<<<< HEAD", "a merge left its marks in it (<<<<<<<)"],
    ["package-lock.json", "{}", 'it has no "packages"'],
    [
      "package-lock.json",
      '{"lockfileVersion":1,"dependencies":{}}',
      "it is of npm 6 (lockfileVersion 1): `npm install --package-lock-only` with a newer npm renews it",
    ],
    [
      "pnpm-lock.yaml",
      "lockfileVersion: '6.0'\n",
      "it is of pnpm 8 or older: `pnpm install --lockfile-only` with a newer pnpm renews it",
    ],
    [
      "yarn.lock",
      "# yarn lockfile v1",
      "it is not read yet; `npm install --package-lock-only` writes a package-lock.json beside it, which is",
    ],
  ])("%s with %j is told as it is", async (name, text, why) => {
    expect(await problemsOf({ [name]: text })).toEqual([`lock-not-readable: ${name} can't be used: ${why}.`]);
  });

  it("beside another manager's is the one that is read", async () => {
    const files = { "yarn.lock": "# yarn lockfile v1", "package-lock.json": lockOf({}) };
    expect(await problemsOf(files)).toEqual([
      "package-not-in-lock: The component imports part, of which version 1.0.0 is installed; package-lock.json does not have it.",
    ]);
  });

  it("has to have the installed version", async () => {
    const lock = lockOf({ part: { version: "1.1.0", integrity: hash } });
    expect(await problemsOf({ "package-lock.json": lock })).toEqual([
      "package-not-in-lock: The component imports part, of which version 1.0.0 is installed; package-lock.json has 1.1.0.",
    ]);
  });

  it("has to have what its packages need", async () => {
    const lock = lockOf({ part: { version: "1.0.0", integrity: hash, dependencies: { gone: "^1.0.0" } } });
    expect(await problemsOf({ "package-lock.json": lock })).toEqual([
      "lock-not-readable: package-lock.json can't be used: part@1.0.0 needs gone, which it does not have.",
    ]);
  });

  it("has to have a hash of everything", async () => {
    const lock = lockOf({
      part: { version: "1.0.0", integrity: hash, dependencies: { fork: "*", near: "*" } },
      fork: { version: "2.0.0", resolved: "git+ssh://git@example.org/me/fork.git#0123456" },
      near: { resolved: "packages/near", link: true },
    });
    expect(await problemsOf({ "package-lock.json": lock })).toEqual([
      "package-not-from-registry: fork@2.0.0 comes from git+ssh://git@example.org/me/fork.git#0123456, and package-lock.json has no hash of it.",
      "package-not-from-registry: near@0.0.0 comes from the folder packages/near, and package-lock.json has no hash of it.",
    ]);
  });

  it("of pnpm may patch no package that goes into an image", async () => {
    const lock = [
      "lockfileVersion: '9.0'",
      `packages:\n  part@1.0.0:\n    resolution: {integrity: ${hash}}`,
      "snapshots:\n  part@1.0.0(patch_hash=0123): {}",
    ];
    expect(await problemsOf({ "pnpm-lock.yaml": lock.join("\n") })).toEqual([
      "package-not-from-registry: part@1.0.0 comes from an archive that this project patches, and pnpm-lock.yaml has no hash of it.",
    ]);
  });
});

describe("a package without a build for the platform", () => {
  const build = (os: string, cpu: string) => ({ version: "1.0.0", integrity: hash, os: [os], cpu: [cpu], optional: true });
  const builds = { "part-linux-x64": "1.0.0", "part-linux-arm64": "1.0.0", "part-darwin-arm64": "1.0.0" };
  const withBuilds = { version: "1.0.0", integrity: hash, optionalDependencies: builds };

  it("is told by name when the lock file was written without it", async () => {
    const lock = lockOf({ part: withBuilds, "part-linux-x64": build("linux", "x64") });
    expect(await problemsOf({ "package-lock.json": lock }, onArm)).toEqual([
      "lock-without-platform: part@1.0.0 has its native code for linux/arm64 in the package part-linux-arm64, and package-lock.json does not have that one.",
    ]);
  });

  it("is told when it says itself that it is for others", async () => {
    const lock = lockOf({ part: build("linux", "x64") });
    expect(await problemsOf({ "package-lock.json": lock }, onArm)).toEqual([
      "package-without-platform: part@1.0.0 does not work on linux/arm64: it is for linux, x64 only.",
    ]);
  });

  const split = (files: Readonly<Record<string, string>>): readonly Archive[] => [
    { manifest: { name: "part", version: "1.0.0", optionalDependencies: { "part-a": "1.0.0", "part-b": "1.0.0" } }, files },
    { manifest: { name: "part-a", version: "1.0.0", os: ["linux"], cpu: ["x64"] }, files: { "a.node": elf("x64") } },
    { manifest: { name: "part-b", version: "1.0.0", os: ["darwin"], cpu: ["arm64"] }, files: { "a.node": "" } },
  ];

  it("is told when no package has its native code, unless it can do with WebAssembly", async () => {
    expect(await problemsAfterLaying(split({ "index.js": "" }), onArm)).toEqual([
      "package-without-platform: part@1.0.0 does not work on linux/arm64: of the packages that hold its native code none is for it.",
    ]);
    expect(await problemsAfterLaying(split({ "index.js": "", "part.wasm": "" }), onArm)).toEqual([]);
    expect(await problemsAfterLaying(split({ "index.js": "" }))).toEqual([]);
  });

  it("is told when its own native files are for another processor", async () => {
    const prebuilt: readonly Archive[] = [
      { manifest: { name: "part", version: "1.0.0" }, files: { "prebuilds/linux-x64/part.node": elf("x64") } },
    ];
    expect(await problemsAfterLaying(prebuilt, onArm)).toEqual([
      "package-without-platform: part@1.0.0 does not work on linux/arm64: its native files are for others.",
    ]);
    expect(await problemsAfterLaying(prebuilt)).toEqual([]);
  });

  it("is no package with a convenience for one system", async () => {
    const watcher = { name: "part", version: "1.0.0", optionalDependencies: { fsevents: "1.0.0" } };
    const fsevents = { name: "fsevents", version: "1.0.0", os: ["darwin"] };
    expect(await problemsAfterLaying([{ manifest: watcher }, { manifest: fsevents }], onArm)).toEqual([]);
  });

  it("is told when an install script would have made it, and not when it is there already", async () => {
    const manifest = { name: "part", version: "1.0.0", gypfile: true, scripts: { install: "node-gyp-build" } };
    const sources = { "binding.gyp": "{}", "prebuilds/linux-x64/part.node": elf("x64") };
    expect(await problemsAfterLaying([{ manifest, files: sources }], onArm)).toEqual([
      "package-needs-install-script: part@1.0.0 gets its native code by an install script, which images are made without: node-gyp-build",
    ]);
    expect(await problemsAfterLaying([{ manifest, files: sources }])).toEqual([]);
  });
});

it("a package that the base has in another version is told", async () => {
  const lock = lockOf({
    part: { version: "1.0.0", integrity: hash, dependencies: { core: "*" } },
    core: { version: "4.21.0", integrity: hash },
  });
  expect(await problemsOf({ "package-lock.json": lock }, { provided: { core: "4.22.0" } })).toEqual([
    "base-has-other-version: The project has core@4.21.0, and the base of the image version 4.22.0 of it.",
  ]);
});

describe("npm's failures", () => {
  const archives: readonly Archive[] = [{ manifest: { name: "part", version: "1.0.0" }, files: { "index.js": "" } }];

  it("are told in words that a person can act on, and nothing half made stays", async () => {
    ownNpmCache();
    const registry = await loopbackRegistry(archives);
    const manifest = { name: "mine", private: true, dependencies: { part: "1.0.0" } };
    const workspace = project({ "package.json": manifest, ".npmrc": npmrc(registry.url) });
    await lockByNpm(workspace);
    const asked = async () => (await packagesFor([part], { workspace, platform: "linux/amd64" })).problems[0]?.message;
    await registry.tamper("part", "1.0.0");
    expect(await asked()).toContain("an archive is not what the lock file says: its hash is another");
    await registry.stop();
    expect(await asked()).toContain("npm could not reach its registry");
    expect(readdirSync(join(workspace, ".pipewright/cache/packages"))).toEqual([]);
    const empty = await loopbackRegistry([]);
    onTestFinished(empty.stop);
    writeFileSync(join(workspace, ".npmrc"), npmrc(empty.url));
    expect(await asked()).toContain("the registry does not have a package that the lock file names");
    const full = await loopbackRegistry(archives);
    onTestFinished(full.stop);
    writeFileSync(join(workspace, ".npmrc"), npmrc(full.url));
    expect(await asked()).toBeUndefined();
  });
});
