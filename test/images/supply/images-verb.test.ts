import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../helpers/cli.ts";
import { type TestBase, testBase } from "../helpers/base.ts";
import { pipelineOf, type TestProject, testProject } from "../helpers/project.ts";

let base: TestBase;
let project: TestProject;

const git = (...args: readonly string[]): string =>
  execFileSync("git", ["-C", project.folder, "-c", "user.name=a", "-c", "user.email=a@example.org", ...args], {
    encoding: "utf8",
  });

beforeAll(async () => {
  base = await testBase();
  if (base.missing !== undefined) throw new Error(base.missing);
  project = testProject({ "pipeline.ts": pipelineOf(["one", "two"]), ".gitignore": "node_modules\n.pipewright\nout\n" });
  git("init", "--quiet");
}, 300_000);
afterAll(() => project?.remove());

const images = (...args: readonly string[]) => project.run(["images", ...args]);
const locked = (key = "one") => project.lock().images[key]![0]!;
const from = () => `--base-from=oci:${(base as { folder: string }).folder}`;

describe("pipewright images", () => {
  it("wants a word that it knows", async () => {
    const none = await images();
    expect([none.code, none.stderr]).toEqual([
      2,
      "pipewright: pipewright images wants one of list, mirror, size, verify, why.\n",
    ]);
    const wrong = await images("lst");
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      'pipewright: pipewright images has no "lst". Did you mean "list"? There are list, mirror, size, verify, why.\n',
    ]);
    expect((await images("toString")).code).toBe(2);
    expect((await images("verify", "--help")).stdout).toContain("Usage: pipewright images list [pipeline.ts]");
    expect((await images("size")).stderr).toContain("pipewright images size wants a component");
    expect((await images("why")).stderr).toContain("pipewright images why wants a component");
  });

  it("says that there is no lock, or a broken one", async () => {
    for (const word of ["list", "verify"]) {
      const { code, stdout, stderr } = await images(word);
      expect([code, stdout]).toEqual([1, ""]);
      expect(stderr).toContain(
        `error images-lock-missing\n  There is no images.lock.json in ${project.folder}.\n  help: pipewright build writes it; check it in beside package.json.\n`,
      );
    }
    const made = await project.build(["--oci", "out", from(), "--platform", "linux/amd64,linux/arm64"]);
    expect(made.code, made.stderr).toBe(0);
    const text = project.read("images.lock.json");
    project.write("images.lock.json", text.slice(0, 100));
    expect((await images("list")).stderr).toContain(
      'error images-lock-broken\n  "images.lock.json" can\'t be read: it is no JSON.',
    );
    project.write("images.lock.json", text);
    const unknown = await images("verify", "onee");
    expect([unknown.code, unknown.stdout]).toEqual([1, ""]);
    expect(unknown.stderr).toContain('error image-unknown\n  images.lock.json has no image of "onee". Did you mean "one"?');
    git("add", ".");
    git("commit", "--quiet", "-m", "first");
  }, 60_000);

  it("lists what is built, and whether it is today's code", async () => {
    const { code, stdout, stderr } = await images("list");
    expect(code, stderr).toBe(0);
    const lines = stdout.trimEnd().split("\n");
    expect(lines[0]).toMatch(/^image {2}platform {5}size {5}digest {15,}code {5}pipelines$/);
    expect(lines).toHaveLength(5);
    expect(lines[1]).toMatch(
      new RegExp(
        `^one {4}linux/amd64 {2}[\\d.]+ MB {2}${locked().platforms["linux/amd64"]!.digest.slice(0, 19)} {2}today's {2}speakers$`,
      ),
    );
    const json = JSON.parse((await images("list", "--json")).stdout) as { images: Record<string, unknown>[] };
    expect(json.images.map(({ image, isTodays }) => [image, isTodays])).toEqual([
      ["one", true],
      ["two", true],
    ]);
    expect(json.images[0]).toMatchObject({ tag: locked().tag, digest: locked().digest, pipelines: ["speakers"] });
  }, 60_000);

  it("tells what makes an image large, down to its files", async () => {
    const { code, stdout, stderr } = await images("size", "one", "--oci", "out");
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/^one linux\/amd64: [\d.]+ MB to pull\n +[\d.]+ MB +base, 2 layers\n +\d+ kB +[\d.]+ MB {3}code\n/);
    expect(stdout).toMatch(/\n +\d+ kB {5}app\/main\.mjs\n/);
    const [size] = JSON.parse((await images("size", "one", "--oci", "out", "--json")).stdout) as [
      { platforms: { bytes: number; layers: { bytes: number }[] }[] },
    ];
    expect(size.platforms.map(({ bytes }) => bytes).sort()).toEqual(
      Object.values(locked().platforms)
        .map(({ bytes }) => bytes)
        .sort(),
    );
    const gone = await images("size", "one", "--oci", "nowhere");
    expect([gone.code, gone.stdout]).toEqual([1, ""]);
    expect(gone.stderr).toContain('error image-gone\n  Image "one" is not in oci:nowhere:one');
  }, 60_000);

  it("says that nothing has changed, and since when", async () => {
    const { stdout } = await images("why", "one");
    expect(stdout).toBe(
      `one\n  today's code is what images.lock.json has: ${locked().tag}\n  images.lock.json is what git's HEAD has: ${locked().tag}\n`,
    );
  }, 60_000);

  it("names the parts of the recipe that have changed, with both values", async () => {
    const before = locked();
    project.write("pipeline.ts", pipelineOf(["one", "two"]).replace('({ said: "one" })', '({ said: "eins" })'));
    const changed = await images("why", "one");
    expect(changed.stdout).toMatch(
      new RegExp(
        `^one\\n {2}today's code differs from images\\.lock\\.json:\\n {4}bundle, its code, [^\\n]+\\n {6}was ${before.recipe["bundle"]}\\n {6}is {2}c-[0-9a-f]{16}\\n`,
      ),
    );
    expect(changed.stdout).toContain(`  images.lock.json is what git's HEAD has: ${before.tag}\n`);
    const list = JSON.parse((await images("list", "--json")).stdout) as {
      images: { image: string; isTodays: boolean; digest?: string }[];
    };
    expect(list.images.filter(({ image }) => image === "one").map(({ isTodays, digest }) => [isTodays, digest])).toEqual([
      [false, before.digest],
      [true, undefined],
    ]);
    expect((await project.build(["--oci", "out"])).code).toBe(0);
    const after = locked();
    const built = await images("why", "one", "--json");
    const [reason] = JSON.parse(built.stdout) as [
      { sinceBuilt: object; sinceHead: { changed: { part: string; before: string; now: string }[] } },
    ];
    expect(reason.sinceBuilt).toEqual({ before: after.tag, now: after.tag, changed: [] });
    expect(reason.sinceHead).toMatchObject({ before: before.tag, now: after.tag });
    expect(reason.sinceHead.changed.find(({ part }) => part === "bundle")).toMatchObject({
      before: before.recipe["bundle"],
      now: after.recipe["bundle"],
    });
  }, 60_000);

  it("names the time, a base and platforms as parts too", async () => {
    const { recipe } = locked("two");
    const epoch = await project.run(["images", "why", "two"], { env: { SOURCE_DATE_EPOCH: "86400" } });
    expect(epoch.stdout).toContain("    epoch, SOURCE_DATE_EPOCH, the time of everything in it\n      was 0\n      is  86400\n");
    const text = project.read("images.lock.json");
    const other = `sha256:${"1".repeat(64)}`;
    const lock = project.lock();
    project.write(
      "images.lock.json",
      JSON.stringify({ ...lock, platforms: ["linux/amd64"], bases: { cpu: { ...lock.bases["cpu"], digest: other } } }),
    );
    const moved = await images("why", "two");
    expect(moved.stdout).toContain(`    base, the image that it is laid upon\n      was ${recipe["base"]}\n      is  ${other}\n`);
    expect(moved.stdout).toContain(
      "    platforms, what it is built for\n      was linux/amd64 linux/arm64\n      is  linux/amd64\n",
    );
    project.write("images.lock.json", text);
  }, 60_000);

  it("tells of a component that no build has seen, and of one that is gone", async () => {
    project.write("pipeline.ts", pipelineOf(["two", "three"]).replace('({ said: "one" })', '({ said: "eins" })'));
    const unbuilt = await images("why", "three");
    expect(unbuilt.code, unbuilt.stderr).toBe(0);
    expect(unbuilt.stdout).toMatch(/^three\n {2}images\.lock\.json has no such image; today's code makes it c-[0-9a-f-]{33}\n/);
    project.write("pipeline.ts", pipelineOf(["one", "two"]).replace('({ said: "one" })', '({ said: "eins" })'));
  }, 60_000);

  it("says the same in a project without git", async () => {
    const own = testProject({ "pipeline.ts": pipelineOf(["one", "two"]) });
    try {
      own.write("images.lock.json", project.read("images.lock.json"));
      const { stdout } = await own.run(["images", "why", "two"]);
      expect(stdout).toContain("  git knows no images.lock.json at HEAD\n");
    } finally {
      own.remove();
    }
  }, 60_000);
});

describe("an image with native packages", () => {
  it("has them in its bill by name, version and place, and weighs them", async () => {
    const own = testProject({
      "package.json": '{ "name": "native", "type": "module", "dependencies": { "@duckdb/node-api": "1.5.5-r.5" } }',
      "pipeline.ts": `import { component, pipeline } from "pipewright";
import { z } from "zod";
const ask = component({ name: "ask", outputs: { said: z.string() }, run: () => import("./ask.run.ts") });
export default pipeline({ name: "native" }, () => { ask(); });
`,
      "ask.run.ts": 'export const run = async () => ({ said: (await import("@duckdb/node-api")).version() });\n',
    });
    try {
      symlinkSync(join(root, "node_modules", "@duckdb"), join(own.folder, "node_modules", "@duckdb"));
      execFileSync("cp", [join(root, "package-lock.json"), own.folder]);
      const built = await own.build(["--oci", "out", from()]);
      expect(built.code, built.stderr).toBe(0);
      const verified = await own.run(["images", "verify", "--oci", "out"]);
      expect(verified.code, verified.stderr).toBe(0);
      expect(verified.stdout).toMatch(
        /^ask@sha256:[0-9a-f]{12}: right: \d blobs, [\d.]+ MB, \d packages, as its bill of materials says\n$/,
      );
      const size = await own.run(["images", "size", "ask", "--oci", "out"]);
      expect(size.stdout).toMatch(
        / [\d.]+ MB {5}@duckdb\/node-bindings-linux-x64@1\.5\.5-r\.5\n +[\d.]+ MB {7}\S*libduckdb\.so\n/,
      );
      const why = await own.run(["images", "why", "ask"]);
      expect(why.stdout).toContain("  today's code is what images.lock.json has: c-");
      const lock = own.read("package-lock.json");
      own.write(
        "package-lock.json",
        lock.replace(/("node_modules\/@duckdb\/node-bindings-linux-x64": \{[^}]*"integrity": "sha512-)[^"]{8}/, "$1AAAAAAAA"),
      );
      const other = await own.run(["images", "why", "ask"]);
      expect(other.stdout).toMatch(
        / {4}packages linux\/amd64, the native packages beside its code, by the project's lock file\n {6}was [0-9a-f]+\n/,
      );
    } finally {
      own.remove();
    }
  }, 120_000);
});
