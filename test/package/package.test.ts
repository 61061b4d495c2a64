import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { linksOf } from "../docs/pages.ts";
import { type InstalledPackage, installPackage } from "../helpers/installed-package.ts";

const pipeline = `import { component, pipeline, when } from "pipewright";
import { ingest, statistics } from "pipewright/components";
import { z } from "zod";

const count = component({
  name: "count",
  params: { upTo: z.int().positive() },
  outputs: { sum: z.int() },
  run: async ({ params }) => ({ sum: (params.upTo * (params.upTo + 1)) / 2 }),
});

export default pipeline({ name: "count", params: { upTo: z.int().default(10) } }, ({ upTo }) => {
  const { sum } = count({ upTo });
  when(sum.gt(50), () => {
    count({ upTo: sum });
  });
});

export const data = pipeline({ name: "data" }, () => {
  const { examples } = ingest({ source: "https://example.org/a.csv" });
  statistics({ examples });
});
`;
const onePipeline = pipeline.slice(0, pipeline.indexOf("export const data"));
const compiling = `import { type Compiled, compile, type Diagnostic } from "pipewright/compiler";
import counting from "./count.ts";

const { objects, files, diagnostics, budget }: Compiled = compile(counting, { images: (name) => \`ghcr.io/me/\${name}:v3\` });
const problems: readonly Diagnostic[] = diagnostics;
console.log(
  JSON.stringify({
    kinds: objects.map(({ kind }) => kind),
    files: files.map(({ name }) => name),
    images: [...new Set(files[0]!.text.match(/ghcr[^\\s"]+/g))],
    codes: problems.map(({ code }) => code),
    objects: budget.objects,
  }),
);
`;
const testing = `import { fake, type TestedRun, testRun, testSchedule, runComponent } from "pipewright/testing";
import { component, pipeline } from "pipewright";
import { z } from "zod";

const count = component({ name: "count", params: { upTo: z.int() }, outputs: { sum: z.int() }, run: ({ params }) => ({ sum: params.upTo }) });
const twice = pipeline({ name: "twice" }, () => ({ sum: count({ upTo: count({ upTo: 2 }).sum }).sum }));
const run: TestedRun<{ sum: number }> = await testRun(twice, { fakes: [fake(count, ({ upTo }) => ({ sum: upTo * 10 }))] });
const real = await testRun(twice, { real: true });
await using one = await runComponent(count, { params: { upTo: 3 } });
const refused: string = await testSchedule(twice, { from: "2026-01-01", to: "2026-01-02" }).then(
  () => "",
  (error: Error) => error.message,
);
console.log(run.result.sum, real.result.sum, one.outputs.sum, refused);
`;
const tsconfig = (more: object) => JSON.stringify({ compilerOptions: { strict: true, noEmit: true, target: "es2024", ...more } });

let user: InstalledPackage;
let offline: string | undefined;
beforeAll(async () => {
  try {
    user = await installPackage();
  } catch (error) {
    if (process.env.CI || !/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH/.test(String(error))) throw error;
    offline = "npm cannot reach its registry";
    return;
  }
  user.write("count.ts", onePipeline.replace('import { ingest, statistics } from "pipewright/components";\n', ""));
}, 300_000);
beforeEach(({ skip }) => skip(offline !== undefined, offline));
afterAll(() => user?.remove());

describe("the packed package", () => {
  it("holds built JavaScript, declarations, licences, all pages for its users, examples, and nothing else of the project", () => {
    const isPage = (file: string) =>
      /^(docs|components)\/.*\.md$/.test(file) || /^(examples|manifests|containers\/bases)\//.test(file);
    const rooms = new Set(
      user.files
        .filter((file) => !isPage(file))
        .map((file) => (file.startsWith("dist/") ? file.split("/").slice(0, 2).join("/") : file)),
    );
    expect([...rooms].sort()).toEqual([
      "CONTRIBUTING.md",
      "LICENSE",
      "README.md",
      "bench/README.md",
      "cli/bin.mjs",
      "containers/README.md",
      "dist/THIRD-PARTY-LICENCES.txt",
      "dist/bundles",
      "dist/chunks",
      "dist/cli.js",
      "dist/compile-thread.js",
      "dist/compiler.js",
      "dist/components.js",
      "dist/dsl.js",
      "dist/entrypoint.js",
      "dist/source-worker.js",
      "dist/testing.js",
      "dist/types",
      "dist/zod.js",
      "dist/zod.version",
      "llms.txt",
      "package.json",
    ]);
    expect(user.files).toEqual(
      expect.arrayContaining(["manifests/base/kustomization.yaml", "manifests/parts/monitoring/dashboard.json"]),
    );
    expect(user.tarballBytes).toBeLessThan(4 * 2 ** 20);
  });

  it("holds the examples as they are in the project, without their data", () => {
    const root = join(import.meta.dirname, "../..");
    const own = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "examples"], { cwd: root });
    const packed = user.files.filter((file) => file.startsWith("examples/"));
    expect(packed.toSorted()).toEqual(
      own
        .toString()
        .trim()
        .split("\n")
        .filter((file) => !file.endsWith(".csv"))
        .toSorted(),
    );
  });

  it("has pages whose links all lead somewhere in it", () => {
    const own = join(user.folder, "node_modules/pipewright");
    const pages = user.files.filter((file) => /\.md$|^llms\.txt$/.test(file));
    expect(pages).toEqual(expect.arrayContaining(["README.md", "docs/options.md", "docs/errors/README.md"]));
    const dead = pages.flatMap((page) =>
      linksOf({ path: page, text: readFileSync(join(own, page), "utf8") })
        .filter((link) => !existsSync(join(own, dirname(page), link.split("#")[0]!)))
        .map((link) => `${page} -> ${link}`),
    );
    expect(dead).toEqual([]);
  });

  it.each([
    ["nodenext", { module: "nodenext", moduleResolution: "nodenext" }],
    ["bundler", { module: "esnext", moduleResolution: "bundler" }],
  ])("has declarations that the type checker takes, %s", async (_, options) => {
    user.write("types/pipeline.ts", pipeline);
    user.write("types/testing.ts", testing);
    user.write("types/tsconfig.json", tsconfig({ ...options, skipLibCheck: false, types: [] }));
    const { code, stdout } = await user.run(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "types"]);
    expect(stdout).toBe("");
    expect(code).toBe(0);
  });

  it("tests pipelines and components, without anything of the project around it", async () => {
    user.write("tested.ts", testing);
    const { code, stdout, stderr } = await user.run(process.execPath, ["tested.ts"]);
    expect(stderr).toBe("");
    expect(stdout).toBe('200 2 3 Pipeline "twice" has no schedule: say schedule: cron("0 3 * * *").\n');
    expect(code).toBe(0);
  });

  it("says in the editor, in a sentence, that a wire is wrong", async () => {
    user.write(
      "wrong/pipeline.ts",
      pipeline.replace("statistics({ examples })", "statistics({ examples: statistics({ examples }).page })"),
    );
    user.write("wrong/tsconfig.json", tsconfig({ module: "nodenext" }));
    const { code, stdout } = await user.run(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "wrong"]);
    expect(stdout).toContain('input \\"examples\\" wants Examples, got Html');
    expect(code).not.toBe(0);
  });

  it("checks, compiles and runs a pipeline", async () => {
    expect(await user.run("npx", ["pipewright", "check", "count.ts"])).toMatchObject({ code: 0 });
    const compiled = await user.run("npx", ["pipewright", "compile", "count.ts", "--stdout"]);
    expect(compiled).toMatchObject({ code: 0, stdout: expect.stringContaining("kind: WorkflowTemplate") });
    const ran = await user.run("npx", ["pipewright", "run", "count.ts", "-p", "upTo=12"]);
    expect(ran.stderr + ran.stdout).toContain("count-2  succeeded");
    expect(ran.code).toBe(0);
  });

  it("compiles as a function, with types", async () => {
    user.write("door/count.ts", onePipeline.replace('import { ingest, statistics } from "pipewright/components";\n', ""));
    user.write("door/compile.ts", compiling);
    user.write(
      "door/tsconfig.json",
      tsconfig({ module: "nodenext", allowImportingTsExtensions: true, types: [], lib: ["es2024", "dom"] }),
    );
    const checked = await user.run(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "door"]);
    expect(checked).toMatchObject({ code: 0, stdout: "" });
    const compiled = await user.run(process.execPath, ["door/compile.ts"]);
    expect(compiled.stderr).toBe("");
    expect(JSON.parse(compiled.stdout)).toEqual({
      kinds: ["WorkflowTemplate", "Workflow"],
      files: ["count.yaml"],
      images: ["ghcr.io/me/count:v3"],
      codes: [],
      objects: 2,
    });
  });

  it("explains its problems without the project", async () => {
    const explained = await user.run("npx", ["pipewright", "explain", "output-may-be-absent"]);
    expect(explained).toMatchObject({ code: 0, stdout: expect.stringContaining("output-may-be-absent\n\n") });
  });

  it("asks for a newer Node in one sentence", async () => {
    const bin = join(user.folder, "node_modules/pipewright/cli/bin.mjs");
    const old = join(import.meta.dirname, "../helpers/other-node.cjs");
    expect(
      await user.run(process.execPath, ["--require", old, bin, "--version"], { FAKE_NODE_VERSION: "v20.1.0" }),
    ).toMatchObject({
      code: 2,
      stdout: "",
      stderr: "pipewright: Pipewright needs Node 22.18 or newer; this is v20.1.0.\n",
    });
  });
});
