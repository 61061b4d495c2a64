import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { PackageStore } from "../../../containers/packages/package-store.ts";
import { packagesFor, planPackages } from "../../../containers/packages/packages-for.ts";
import { elf } from "./helpers/elf.ts";
import { type Archive, loopbackRegistry } from "./helpers/loopback-registry.ts";
import { lockByNpm, npmrc, ownNpmCache, project } from "./helpers/project.ts";

vi.setConfig({ testTimeout: 180_000 }); // each starts npm several times, on a machine that may be busy

const builds = ["linux-x64", "linux-arm64", "linux-x64-musl", "darwin-arm64", "win32-x64"];

/** A package as duckdb's: JavaScript, and its native code in a package per platform. */
const native: readonly Archive[] = [
  {
    manifest: {
      name: "@me/native",
      version: "1.2.3",
      license: "MIT",
      main: "index.js",
      dependencies: { "two-faces": "^1.0.0", "@types/long": "^1.0.0" },
      optionalDependencies: Object.fromEntries(builds.map((one) => [`@me/native-${one}`, "1.2.3"])),
      devDependencies: { "test-tool": "1.0.0" },
      bin: { native: "cli.js" },
    },
    files: {
      "index.js": "exports.face = require('two-faces');",
      "index.d.ts": "export {};",
      "index.js.map": "{}",
      "index.mjs.map": "{}",
      "cli.js": "#!/usr/bin/env node",
      "README.md": "# native",
      LICENSE: "MIT",
    },
  },
  ...builds.map((build): Archive => {
    const [os, cpu, libc] = build.split("-");
    const isLinux = os === "linux" ? { libc: [libc ?? "glibc"] } : {};
    const code = os === "linux" ? elf(cpu as "x64" | "arm64") : Buffer.from("another system's");
    return {
      manifest: { name: `@me/native-${build}`, version: "1.2.3", os: [os], cpu: [cpu], ...isLinux },
      files: { "native.node": code, tool: "#!/bin/sh\n" },
    };
  }),
  { manifest: { name: "two-faces", version: "1.0.0" }, files: { "index.js": "module.exports = 1" } },
  { manifest: { name: "two-faces", version: "2.0.0" }, files: { "index.js": "module.exports = 2" } },
  { manifest: { name: "@types/long", version: "1.0.0" }, files: { "index.d.ts": "" } },
  { manifest: { name: "test-tool", version: "1.0.0" } },
];

const external = { name: "@me/native", version: "1.2.3" };

/** A project that has them, with its lock file written by npm. */
async function projectWith(dependencies: Readonly<Record<string, string>>, archives = native) {
  ownNpmCache();
  const registry = await loopbackRegistry(archives);
  onTestFinished(registry.stop);
  const workspace = project({ "package.json": { name: "mine", private: true, dependencies }, ".npmrc": npmrc(registry.url) });
  await lockByNpm(workspace);
  return { registry, workspace };
}

it("the build for the image's platform is laid, and no other", async () => {
  const { workspace } = await projectWith({ "@me/native": "1.2.3", "test-tool": "1.0.0" });
  for (const [platform, cpu] of [
    ["linux/amd64", "x64"],
    ["linux/arm64", "arm64"],
  ] as const) {
    const { files, closure, problems } = await packagesFor([external], { workspace, platform });
    expect(problems).toEqual([]);
    expect(files.map(({ path, executable }) => [path, executable])).toEqual([
      [`app/node_modules/@me/native-linux-${cpu}/native.node`, true],
      [`app/node_modules/@me/native-linux-${cpu}/package.json`, false],
      [`app/node_modules/@me/native-linux-${cpu}/tool`, true],
      ["app/node_modules/@me/native/LICENSE", false],
      ["app/node_modules/@me/native/README.md", false],
      ["app/node_modules/@me/native/cli.js", false],
      ["app/node_modules/@me/native/index.js", false],
      ["app/node_modules/@me/native/package.json", false],
      ["app/node_modules/two-faces/index.js", false],
      ["app/node_modules/two-faces/package.json", false],
    ]);
    const code = files.find(({ path }) => path.endsWith(".node"))!.content as { file: string };
    expect(readFileSync(code.file)).toEqual(Buffer.from(elf(cpu)));
    expect(closure.map(({ name, license, bytes }) => [name, license, bytes > 0])).toEqual([
      ["@me/native", "MIT", true],
      [`@me/native-linux-${cpu}`, undefined, true],
      ["two-faces", undefined, true],
    ]);
  }
});

it("of two versions of a package every import finds its own", async () => {
  const other = { name: "@me/other", version: "1.0.0", dependencies: { "two-faces": "2.0.0", alias: "npm:two-faces@2.0.0" } };
  const archives = [...native, { manifest: other, files: { "index.js": "exports.face = require('two-faces')" } }];
  const { workspace } = await projectWith({ "@me/native": "1.2.3", "@me/other": "1.0.0" }, archives);
  const { files, closure, problems } = await packagesFor([external, { name: "@me/other", version: "1.0.0" }], {
    workspace,
    platform: "linux/amd64",
  });
  expect(problems).toEqual([]);
  const image = asFolder(workspace, files);
  const load = createRequire(join(image, "app/main.mjs"));
  expect([load("@me/native").face, load("@me/other").face, load("alias")]).toEqual([1, 2, 2]);
  expect(closure.map(({ path, name, version }) => [path, `${name}@${version}`])).toContainEqual([
    "node_modules/@me/other/node_modules/two-faces",
    "two-faces@2.0.0",
  ]);
});

it("the second time nobody is asked, and what was damaged in the meantime is laid again", async () => {
  const { workspace, registry } = await projectWith({ "@me/native": "1.2.3" });
  const options = { workspace, platform: "linux/amd64" } as const;
  const first = await packagesFor([external], options);
  registry.asked.length = 0;
  expect(await packagesFor([external], options)).toEqual(first);
  expect(registry.asked).toEqual([]);
  rmSync((first.files[0]!.content as { file: string }).file);
  const again = await packagesFor([external], options);
  expect(again).toEqual(first);
  expect(existsSync((again.files[0]!.content as { file: string }).file)).toBe(true);
});

it("what an image will have is known before anything is fetched, and two who ask at once are one fetch", async () => {
  const { workspace, registry } = await projectWith({ "@me/native": "1.2.3" });
  registry.asked.length = 0;
  const store = new PackageStore(workspace);
  const plans = await Promise.all([1, 2].map(() => planPackages([external], { workspace, platform: "linux/arm64", store })));
  expect(registry.asked).toEqual([]);
  const laid = await Promise.all(plans.map(({ lay }) => lay()));
  expect(laid.map(({ hash }) => hash)).toEqual(plans.map(({ hash }) => hash));
  expect(registry.asked.filter((path) => path === "/@me/native/-/1.2.3.tgz")).toHaveLength(1);
  const folders = readdirSync(join(workspace, ".pipewright/cache/packages"));
  expect(folders).toEqual([laid[0]!.hash.slice(0, 16)]);
});

it("another folder gives the same hash, another version another one", async () => {
  const platform = "linux/amd64" as const;
  const { workspace } = await projectWith({ "@me/native": "1.2.3", "two-faces": "1.0.0" });
  const files = Object.fromEntries(
    ["package.json", "package-lock.json", ".npmrc"].map((name) => [name, readFileSync(join(workspace, name), "utf8")]),
  );
  const elsewhere = project(files);
  const plans = await Promise.all(
    [workspace, elsewhere].map((folder) => planPackages([external], { workspace: folder, platform })),
  );
  expect(plans[0]!.hash).toBe(plans[1]!.hash);
  const more = await planPackages([external, { name: "two-faces", version: "1.0.0" }], { workspace, platform });
  expect(more.hash).toBe(plans[0]!.hash); // it was there before, for the other
  const arm = await planPackages([external], { workspace, platform: "linux/arm64" });
  expect(arm.hash).not.toBe(plans[0]!.hash);
});

it("npm is used as the project has set it up, and its password stays nowhere", async () => {
  const { workspace, registry } = await projectWith({ "@me/native": "1.2.3" });
  registry.lock("secret-token");
  const options = { workspace, platform: "linux/amd64" } as const;
  const refused = await packagesFor([external], options);
  expect(refused.problems.map(({ code }) => code)).toEqual(["packages-not-fetched"]);
  expect(refused.problems[0]!.message).toContain("the registry wants a password");
  const host = registry.url.replace("http:", "");
  writeFileSync(join(workspace, ".npmrc"), `${npmrc(registry.url)}${host}/:_authToken=secret-token\n`);
  expect((await packagesFor([external], options)).problems).toEqual([]);
  const found = readdirSync(join(workspace, ".pipewright"), { recursive: true, encoding: "utf8" })
    .map((name) => join(workspace, ".pipewright", name))
    .filter((file) => statSync(file).isFile() && readFileSync(file, "utf8").includes("secret-token"));
  expect(found).toEqual([]);
});

it("an install script does not run, and a package that works without it only gets a warning", async () => {
  const script = { name: "chatty", version: "1.0.0", scripts: { postinstall: "node -e \"fs.writeFileSync('ran', '')\"" } };
  const { workspace } = await projectWith({ chatty: "1.0.0" }, [{ manifest: script, files: { "index.js": "" } }]);
  const { files, problems } = await packagesFor([{ name: "chatty", version: "1.0.0" }], { workspace, platform: "linux/amd64" });
  expect(files.map(({ path }) => path)).toEqual(["app/node_modules/chatty/index.js", "app/node_modules/chatty/package.json"]);
  expect(problems.map(({ code, severity }) => [code, severity])).toEqual([["install-script-not-run", "warning"]]);
});

it("what lies inside another's archive comes with it", async () => {
  const manifest = { name: "carrier", version: "1.0.0", dependencies: { inner: "*" }, bundleDependencies: ["inner"] };
  const inner = { "node_modules/inner/package.json": '{"name":"inner","version":"0.1.0"}', "node_modules/inner/index.js": "" };
  const { workspace } = await projectWith({ carrier: "1.0.0" }, [{ manifest, files: { "index.js": "", ...inner } }]);
  const { files, problems } = await packagesFor([{ name: "carrier", version: "1.0.0" }], { workspace, platform: "linux/amd64" });
  expect(problems).toEqual([]);
  expect(files.map(({ path }) => path)).toContain("app/node_modules/carrier/node_modules/inner/index.js");
});

it("what the base has is not laid a second time", async () => {
  const { workspace } = await projectWith({ "@me/native": "1.2.3" });
  const options = { workspace, platform: "linux/amd64", provided: { "two-faces": "1.0.0" } } as const;
  const { closure, problems } = await packagesFor([external], options);
  expect(problems).toEqual([]);
  expect(closure.map(({ name }) => name)).toEqual(["@me/native", "@me/native-linux-x64"]);
});

it("in a monorepo the lock file above counts, and the copy that the folder's code imports", async () => {
  ownNpmCache();
  const registry = await loopbackRegistry(native);
  onTestFinished(registry.stop);
  const root = project({
    "package.json": { name: "all", private: true, workspaces: ["apps/*"], dependencies: { "two-faces": "1.0.0" } },
    "apps/ml/package.json": { name: "ml", version: "1.0.0", dependencies: { "two-faces": "2.0.0" } },
    ".npmrc": npmrc(registry.url),
  });
  await lockByNpm(root);
  const workspace = join(root, "apps/ml");
  const { closure, problems } = await packagesFor([{ name: "two-faces", version: "2.0.0" }], {
    workspace,
    platform: "linux/amd64",
  });
  expect(problems).toEqual([]);
  expect(closure.map(({ path, version }) => [path, version])).toEqual([["node_modules/two-faces", "2.0.0"]]);
});

/** The files as a folder of this machine. */
function asFolder(workspace: string, files: readonly { readonly path: string; readonly content: unknown }[]): string {
  const folder = join(workspace, "image");
  for (const { path, content } of files) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), readFileSync((content as { file: string }).file));
  }
  return folder;
}

it("of a package with the native code of all platforms only the image's is laid", async () => {
  const manifest = { name: "all-in-one", version: "1.0.0", scripts: { install: "node-gyp-build" } };
  const files = {
    "prebuilds/linux-x64/it.node": elf("x64"),
    "prebuilds/linux-arm64/it.node": elf("arm64"),
    "prebuilds/win32-x64/it.node": "MZ",
    "prebuilds/win32-x64/helper.dll": "MZ",
    "data.exe": "MZ",
  };
  const { workspace } = await projectWith({ "all-in-one": "1.0.0" }, [{ manifest, files }]);
  const wanted = [{ name: "all-in-one", version: "1.0.0" }];
  const laid = await packagesFor(wanted, { workspace, platform: "linux/arm64" });
  expect(laid.problems).toEqual([]);
  expect(laid.files.map(({ path }) => path.replace("app/node_modules/all-in-one/", ""))).toEqual([
    "data.exe",
    "package.json",
    "prebuilds/linux-arm64/it.node",
  ]);
});

it("builds at the same time do not take the packages away from one another, whatever the folder is called", async () => {
  ownNpmCache();
  const registry = await loopbackRegistry(native);
  onTestFinished(registry.stop);
  const above = project({});
  const workspace = join(above, "mein Projekt, ünï");
  mkdirSync(workspace);
  const manifest = { name: "mine", private: true, dependencies: { "@me/native": "1.2.3" } };
  writeFileSync(join(workspace, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(workspace, ".npmrc"), npmrc(registry.url));
  await lockByNpm(workspace);
  const lock = join(workspace, "package-lock.json");
  writeFileSync(lock, `\uFEFF${readFileSync(lock, "utf8").replaceAll("\n", "\r\n")}`); // as an editor on Windows may leave it
  const builds = await Promise.all([1, 2, 3].map(() => packagesFor([external], { workspace, platform: "linux/amd64" })));
  for (const { files, problems, hash } of builds) {
    expect(problems).toEqual([]);
    expect(hash).toBe(builds[0]!.hash);
    for (const { content } of files) expect(existsSync((content as { file: string }).file)).toBe(true);
  }
  expect(readdirSync(join(workspace, ".pipewright/cache/packages"))).toEqual([builds[0]!.hash.slice(0, 16)]);
});
