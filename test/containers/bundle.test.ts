import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bundleComponent } from "../../containers/build/bundle-component.ts";
import { contentTag, type ImageFile, imageFile } from "../../containers/build/content-hash.ts";
import { root } from "../helpers/cli.ts";

const entrypoint = join(root, "containers/entrypoint/main.ts");

/** A project with two components in a module each and a pipeline that names both; packages come from this checkout. */
function project(change: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "pipewright-bundle-"));
  mkdirSync(join(folder, "node_modules"));
  for (const name of ["zod", "@duckdb", "esbuild"])
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
  symlinkSync(root, join(folder, "node_modules", "pipewright"));
  const files = {
    "package.json": '{ "type": "module" }',
    "first.ts":
      'import { component } from "pipewright";\nexport const first = component({ name: "first", run: () => import("./first.run.ts") });\n',
    "first.run.ts": 'import { shared } from "./shared.ts";\nexport const run = () => void shared("first");\n',
    "second.ts":
      'import { component } from "pipewright";\nexport const second = component({ name: "second", run: () => import("./second.run.ts") });\n',
    "second.run.ts":
      'import { shared } from "./shared.ts";\nexport const run = async () => {\n  await import("@duckdb/node-api");\n  shared("second");\n};\n',
    "shared.ts": "export const shared = (text: string): string => text.toUpperCase();\n",
    "pipeline.ts":
      'import { component, pipeline } from "pipewright";\nimport { first } from "./first.ts";\nimport { second } from "./second.ts";\nconst own = component({ name: "own", run: () => {} });\nexport default pipeline({ name: "p" }, () => {\n  first();\n  second();\n  own();\n});\n',
    ...change,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

async function bundle(folder: string, name: string, module = `${name}.ts`) {
  const otherModules = ["first.ts", "second.ts", "pipeline.ts"].map((file) => join(folder, file));
  const made = await bundleComponent(
    { name, module: join(folder, module) },
    { entrypoint, root: folder, outFile: join(folder, "out/x/main.mjs"), otherModules },
  );
  return { ...made, tag: contentTag({ ...made, files: [] }) };
}

describe("the bundle of a component", () => {
  it("has the same content in another folder", async () => {
    const [here, there] = [project(), project()];
    expect((await bundle(there, "first")).content().code).toBe((await bundle(here, "first")).content().code);
  });

  it("changes with what it imports, and not with another component's work", async () => {
    const before = project();
    const other = project({ "second.run.ts": 'export const run = () => void console.log("changed");\n' });
    const shared = project({ "shared.ts": "export const shared = (text: string): string => text.toLowerCase();\n" });
    const { tag } = await bundle(before, "first");
    expect((await bundle(other, "first")).tag).toBe(tag);
    expect((await bundle(shared, "first")).tag).not.toBe(tag);
  });

  it("of a component in the pipeline's own module leaves out what the others load", async () => {
    const own = await bundle(project(), "own", "pipeline.ts");
    const changed = await bundle(
      project({ "second.run.ts": "export const run = () => {};\n", "first.run.ts": "export const run = () => {};\n" }),
      "own",
      "pipeline.ts",
    );
    expect(changed.tag).toBe(own.tag);
    expect(own.externals).toEqual([]);
  });

  it("keeps packages with native code outside, by name and version, only where they are imported", async () => {
    const folder = project();
    const { version } = JSON.parse(readFileSync(join(root, "node_modules/@duckdb/node-api/package.json"), "utf8")) as {
      version: string;
    };
    expect((await bundle(folder, "second")).externals).toEqual([{ name: "@duckdb/node-api", version }]);
    expect((await bundle(folder, "first")).externals).toEqual([]);
  });

  it("tells whose code is in it, and not who was only asked", async () => {
    const run =
      'import { used } from "@small/used";\nimport { unused } from "unused";\nimport { z } from "zod";\nexport const run = () => void z.number().parse(used());\n';
    const folder = project({ "first.run.ts": run });
    const packages = { "@small/used": "1.2.3", unused: "4.5.6" };
    for (const [name, version] of Object.entries(packages)) {
      const home = join(folder, "node_modules", name);
      mkdirSync(home, { recursive: true });
      const manifest = { name, version, type: "module", main: "index.js", sideEffects: false, license: "MIT" };
      writeFileSync(join(home, "package.json"), JSON.stringify(manifest));
      writeFileSync(join(home, "index.js"), "export const used = () => 1;\nexport const unused = () => 2;\n");
    }
    const { packages: within } = await bundle(folder, "first");
    expect(within.map(({ name }) => name)).toEqual(["@small/used", "zod"]);
    expect(within[0]).toEqual({ name: "@small/used", version: "1.2.3", license: "MIT" });
  });

  it("has one tag for one content, and another for another version of a package or other bytes of a file", () => {
    const content = { codeDigest: "a".repeat(64), externals: [{ name: "x", version: "1.0.0" }], files: [] as ImageFile[] };
    const file = { file: "/somewhere/data.csv", name: "data.csv", digest: "0123456789abcdef" };
    const tags = [
      contentTag(content),
      contentTag({ ...content, externals: [{ name: "x", version: "1.0.1" }] }),
      contentTag({ ...content, files: [file] }),
      contentTag({ ...content, files: [{ ...file, digest: "fedcba9876543210" }] }),
    ];
    expect(new Set(tags).size).toBe(4);
    expect(contentTag({ ...content, files: [{ ...file, file: "/elsewhere/data.csv" }] })).toBe(tags[2]);
    expect(tags[0]).toMatch(/^c-[0-9a-f]{16}$/);
  });

  it("refuses a file over 50 MB, a folder and a file that is not there", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pipewright-"));
    writeFileSync(join(folder, "large"), Buffer.alloc(50 * 2 ** 20 + 1));
    cpSync(join(root, "package.json"), join(folder, "small"));
    expect(imageFile(join(folder, "large"))).toMatchObject({ problem: "too-large" });
    expect(imageFile(folder)).toMatchObject({ problem: "folder" });
    expect(imageFile(join(folder, "none"))).toMatchObject({ problem: "absent" });
    expect(imageFile(join(folder, "small", "none"))).toMatchObject({ problem: "absent" });
    expect(imageFile(join(folder, "small"))).toMatchObject({ name: "small" });
  });

  it("says where a module is wrong", async () => {
    const folder = project({ "first.run.ts": "export const run = () => {\n  const = 3;\n};\n" });
    await expect(bundle(folder, "first")).rejects.toMatchObject({ errors: [{ location: { file: "first.run.ts", line: 2 } }] });
  });
});
