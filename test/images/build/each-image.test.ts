import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CliResult } from "../../helpers/cli.ts";
import { type TestBase, testBase } from "../helpers/base.ts";
import { pipelineOf, type TestProject, testProject } from "../helpers/project.ts";
import { startRegistry, withoutRegistry } from "../helpers/registry.ts";
import { elf } from "../packages/helpers/elf.ts";
import { loopbackRegistry } from "../packages/helpers/loopback-registry.ts";
import { lockByNpm, npmrc, ownNpmCache } from "../packages/helpers/project.ts";

let base: TestBase;
const projects: TestProject[] = [];
beforeAll(async () => {
  base = await testBase();
  if (base.missing !== undefined) throw new Error(base.missing);
}, 300_000);
afterAll(() => {
  for (const project of projects) project.remove();
});

const baseFolder = () => (base as { folder: string }).folder;
const from = () => `--base-from=oci:${baseFolder()}`;
const made = (files: Readonly<Record<string, string>>): TestProject => {
  const project = testProject(files);
  projects.push(project);
  return project;
};
const componentsIn = ({ stdout }: CliResult) =>
  stdout
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { component: string; variant: string }).variant);

const gpuPipeline = pipelineOf(["say"])
  .replace("import { component,", "import { component, gpu,")
  .replace("say();", "say(); say().with({ resources: { gpu: gpu(1) } });");

describe("an image that can't be built", () => {
  it("for want of its base keeps no other from being built and locked, and compile warns of it alone", async () => {
    const project = made({ "pipeline.ts": gpuPipeline });
    const built = await project.build(["--oci", "out", from(), "--json"]);
    expect(built.code).toBe(1);
    expect(componentsIn(built)).toEqual(["cpu"]);
    expect(built.stderr).toContain("1 image in oci:out: 1 new");
    expect(built.stderr).toMatch(/^error base-not-said/m);
    const help = built.stderr.replace(/\s+/g, " ");
    expect(help).toMatch(/docker buildx bake, or without a daemon buildah bud --timestamp 0 -t base-gpu-cuda \S+gpu-cuda/);
    expect(help).toContain("--base-from gpu-cuda=ghcr.io/me/base-gpu-cuda:1");
    expect(Object.keys(project.lock().images)).toEqual(["say"]);
    const compiled = await project.run(["compile", "pipeline.ts", "--stdout"]);
    expect(compiled.code, compiled.stderr).toBe(0);
    expect(compiled.stderr.match(/warning image-not-built/g)).toHaveLength(1);
    const { digest } = project.lock().images["say"]![0]!;
    expect(compiled.stdout.match(new RegExp(`image: .*/say:c-[0-9a-f-]+@${digest}`, "g"))).toHaveLength(1);
    const both = await project.build(["--oci", "out", `--base-from=gpu-cuda=oci:${baseFolder()}:cpu`]);
    expect(both.code, both.stderr).toBe(0);
    const before = project.lock();
    expect(Object.keys(before.images)).toEqual(["say", "say+gpu-cuda"]);
    // once it was built, a later failure takes nothing out of the lock
    const broken = await project.build(["--oci", "out", "--base-from=gpu-cuda=oci:nowhere"]);
    expect(broken.code).toBe(1);
    expect(broken.stderr).toMatch(/^error base-not-found/m);
    expect(project.lock()).toEqual(before);
  }, 120_000);

  it("for a secret in it is told, as are all others, and the rest is built", async () => {
    const withFile = (name: string) =>
      `const ${name} = component({ name: "${name}", params: { what: z.string() }, run: () => {} });`;
    const project = made({
      "pipeline.ts": `import { component, file, pipeline } from "pipewright";
import { z } from "zod";
${["one", "two", "three"].map(withFile).join("\n")}
export default pipeline({ name: "secrets" }, () => {
  one({ what: file(".env") });
  two({ what: file("plain.txt") });
  three({ what: file(".npmrc") });
});
`,
      ".env": "TOKEN=1\n",
      ".npmrc": "//registry.example.org/:_authToken=abcdef\n",
      "plain.txt": "nothing\n",
    });
    const built = await project.build(["--oci", "out", from()]);
    expect(built.code).toBe(1);
    expect(built.stderr.match(/^error secret-in-image/gm)).toHaveLength(2);
    expect(built.stdout.trim().split("\n")).toEqual([expect.stringContaining("/two:c-")]);
    expect(Object.keys(project.lock().images)).toEqual(["two"]);
  }, 120_000);
});

describe("other people's images in the lock", () => {
  it("go when the pipeline that named them names them no more, unless another does", async () => {
    const [first, second] = ["a", "b"].map((hex) => `sha256:${hex.repeat(64)}`);
    const pipeline = (name: string, images: readonly string[]) =>
      `import { container, pipeline } from "pipewright";
${images.map((image, index) => `const s${index} = container({ name: "s${index}", image: "${image}", command: ["true"] });`).join("\n")}
export default pipeline({ name: "${name}" }, () => { ${images.map((_, index) => `s${index}();`).join(" ")} });
`;
    const project = made({
      "pipeline.ts": pipeline("mine", ["alpine:3.22", "busybox:1.37"]),
      "other.ts": pipeline("other", ["busybox:1.37"]),
    });
    const lock = {
      format: 1,
      registry: "ghcr.io/me",
      platforms: ["linux/amd64"],
      bases: {},
      images: {},
      foreign: { "alpine:3.22": first, "busybox:1.37": second, "debian:13": first },
      mirrors: { "alpine:3.22": `registry.example.org/alpine:3.22@${first}` },
    };
    project.write("images.lock.json", JSON.stringify(lock));
    for (const file of ["pipeline.ts", "other.ts"]) {
      const built = await project.run(["build", file, "--oci", "out"]);
      expect(built.code, built.stderr).toBe(0);
    }
    expect(project.lock().foreign).toEqual(lock.foreign);
    project.write("pipeline.ts", pipeline("mine", ["debian:13"]));
    const changed = await project.build(["--oci", "out"]);
    expect(changed.code, changed.stderr).toBe(0);
    const { foreign, foreignOf, mirrors } = project.lock();
    expect(foreign).toEqual({ "busybox:1.37": second, "debian:13": first });
    expect(foreignOf).toEqual({ mine: ["debian:13"], other: ["busybox:1.37"] });
    expect(mirrors).toBeUndefined();
  }, 120_000);
});

describe.skipIf(withoutRegistry)("native packages", () => {
  it("are fetched, and said to be, when an image is packed, and not on a fresh machine that finds all images there", async () => {
    ownNpmCache();
    const npm = await loopbackRegistry([
      {
        manifest: { name: "@me/native", version: "1.0.0", main: "index.js" },
        files: { "index.js": "", "native.node": elf("x64") },
      },
    ]);
    const registry = await startRegistry();
    const files = {
      "package.json": '{ "name": "mine", "type": "module", "private": true, "dependencies": { "@me/native": "1.0.0" } }\n',
      ".npmrc": npmrc(npm.url),
      "pipeline.ts": pipelineOf(["say"]).replace(
        'run: () => ({ said: "say" })',
        'run: async () => ({ said: String(await import("@me/native")) })',
      ),
      "node_modules/@me/native/package.json": '{ "name": "@me/native", "version": "1.0.0", "main": "index.js" }',
      "node_modules/@me/native/index.js": "",
      "node_modules/@me/native/native.node": "",
    };
    try {
      const mine = made(files);
      renameSync(join(mine.folder, "node_modules"), join(mine.folder, "aside")); // npm would take for linked what lies there
      await lockByNpm(mine.folder);
      renameSync(join(mine.folder, "aside"), join(mine.folder, "node_modules"));
      const fresh = made({ ...files, "package-lock.json": mine.read("package-lock.json") });
      npm.asked.length = 0;
      const args = ["--registry", `${registry.host}/native`, from(), "--json"];
      const built = await mine.build(args);
      expect(built.code, built.stderr).toBe(0);
      expect(built.stderr).toContain("npm fetches 1 package for linux/amd64");
      for (const line of built.stdout.trim().split("\n")) expect(JSON.parse(line)).toMatchObject({ component: "say" });
      expect(npm.asked).toContain("/@me/native/-/1.0.0.tgz");
      npm.asked.length = 0;
      const again = await fresh.build(args);
      expect(again.code, again.stderr).toBe(0);
      expect(again.stderr).toContain("nothing was to be built");
      expect(again.stderr).not.toContain("npm fetches");
      expect(npm.asked).toEqual([]);
      expect(fresh.lock()).toEqual(mine.lock());
      // what belongs to the image is written where somebody left it out, and names the packages
      const bare = [...args, "--no-attestations"].map((one) => one.replace("/native", "/bare"));
      expect((await mine.build(bare)).code).toBe(0);
      const attested = await fresh.build(args.map((one) => one.replace("/native", "/bare")));
      expect(attested.stderr).toContain("npm fetches 1 package");
      writeFileSync(join(mine.folder, "node_modules/@me/native/package.json"), '{ "name": "@me/native", "version": "1.0.1" }');
      rmSync(join(mine.folder, ".pipewright"), { recursive: true });
      expect((await mine.build(args)).stderr).toMatch(/^error package-not-in-lock/m);
    } finally {
      await Promise.all([registry.stop(), npm.stop()]);
    }
  }, 180_000);
});
