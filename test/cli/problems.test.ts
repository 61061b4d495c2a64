import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pipewright, root } from "../helpers/cli.ts";

/** A project with files; its zod and Pipewright are this checkout's. */
function project(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "pipewright-problems-"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(root, "node_modules", "zod"), join(folder, "node_modules", "zod"));
  symlinkSync(root, join(folder, "node_modules", "pipewright"));
  for (const [name, text] of Object.entries({ "package.json": '{ "type": "module" }', ...files }))
    writeFileSync(join(folder, name), text);
  return folder;
}

const compile = (cwd: string, ...args: readonly string[]) => pipewright(["compile", "pipeline.ts", "--stdout", ...args], { cwd });
const say = `import { component, file, gibibytes, pipeline } from "pipewright";
import { z } from "zod";
const say = component({ name: "say", params: { what: z.unknown() }, run: () => {} });
`;
/** Runs code that is in no module, several calls away from any. */
const fromText = `const fromText = (text) =>
  new Function("component", "file", \`const down = (n) => (n > 0 ? down(n - 1) : \${text}); return down(9);\`)(component, file);
`;

/** Problems that depend on more than one file of a pipeline: test/compiler/codes-without-fixture.ts lists them. */
describe.concurrent("a project", () => {
  it("whose files are CommonJS is told how to have modules", async () => {
    const cwd = project({ "package.json": '{ "type": "commonjs" }', "pipeline.ts": 'import { pipeline } from "pipewright";\n' });
    expect((await compile(cwd)).stderr).toMatch(/^error not-a-module {2}pipeline\.ts:1:1\n.*CommonJS.*\n[\s\S]*"type": "module"/);
  });

  it("that lacks a package which a standard component needs is told which to install", async () => {
    const cwd = project({
      "pipeline.ts": `import { pipeline } from "pipewright";\nimport { ingest } from "pipewright/components";\nexport default pipeline({ name: "a" }, () => void ingest({ source: "https://example.org/a.csv" }));\n`,
    });
    expect((await compile(cwd)).stderr).toMatch(
      /^error package-missing {2}pipeline\.ts:3:[\s\S]*help: npm install @duckdb\/node-api\n/,
    );
  });

  it("that would put a large file into an image is told where data belongs", async () => {
    const cwd = project({
      "pipeline.ts": `${say}export default pipeline({ name: "a" }, () => void say({ what: file("large.bin") }));\n`,
      "large.bin": "",
    });
    truncateSync(join(cwd, "large.bin"), 51 * 2 ** 20);
    expect((await compile(cwd)).stderr).toMatch(
      /^error file-too-large {2}pipeline\.ts:4:[^\n]*\n {2}file\("large\.bin"\) has 51 MiB; files inside images end at 50 MiB\.\n/,
    );
  });

  it("whose component is made from text is told to write a module", async () => {
    const cwd = project({
      "pipeline.ts": `${say}${fromText}const made = fromText('component({ name: "made", run: () => {} })');\nexport default pipeline({ name: "a" }, () => void made());\n`,
    });
    expect((await compile(cwd)).stderr).toMatch(
      /^error component-without-module {2}pipeline\.ts:7:[^\n]*\n {2}Component "made" is defined in code without/,
    );
  });

  it("that names a file in code made from text is told to name it in a module", async () => {
    const cwd = project({
      "pipeline.ts": `${say}${fromText}const lost = fromText('file("a.csv")');\nexport default pipeline({ name: "a" }, () => void say({ what: lost }));\n`,
    });
    expect((await compile(cwd)).stderr).toMatch(
      /^error file-without-place {2}[^\n]*\n {2}file\("a\.csv"\) is called from code without a file of its own\.\n/,
    );
  });

  it("whose .pipewright is in the way is told that nothing can be kept", async () => {
    const cwd = project({
      "pipeline.ts": `${say}export default pipeline({ name: "a" }, () => void say({ what: 1 }));\n`,
      ".pipewright": "a file",
    });
    expect((await compile(cwd)).stderr).toMatch(
      /^error project-not-writable\n {2}The project's \.pipewright folder can't be written: /,
    );
  });

  it("is told of everything at once: rules, files and code that can't be bundled", async () => {
    const cwd = project({
      "pipeline.ts": `${say}const train = component({ name: "train", run: () => import("./train.ts") });\nexport default pipeline({ name: "No" }, () => {\n  train();\n  say({ what: file("none.csv") });\n});\n`,
      "train.ts": 'const é = "é"; import "no-such-package";\nexport const run = () => {};\n',
    });
    const files = await compile(cwd);
    expect(files.stderr.match(/^error .*$/gm)).toEqual([
      "error pipeline-name  pipeline.ts:5:16",
      "error file-not-found  pipeline.ts:7:3",
    ]);
    rmSync(join(cwd, "none.csv"), { force: true });
    writeFileSync(join(cwd, "none.csv"), "a\n");
    const code = await compile(cwd);
    expect(code.stderr.match(/^error .*$/gm)).toEqual([
      "error pipeline-name  pipeline.ts:5:16",
      "error bundle-failed  train.ts:1:23",
    ]);
    expect(code.stderr).toContain('    1 | const é = "é"; import "no-such-package";\n      |                       ^\n');
  });
});

describe.concurrent("a parameter of the manifest", () => {
  const cwd = project({
    "pipeline.ts": `${say}export default pipeline({ name: "a", params: { epochs: z.int().positive(), day: z.string() } }, ({ epochs }) => void say({ what: epochs }));\n`,
  });

  it("that is unknown, or no value of its type, is refused, with all the others", async () => {
    const { code, stderr } = await compile(cwd, "-p", "epoch=3", "-p", "epochs=-1");
    expect(code).toBe(1);
    expect(stderr).toBe(`error run-parameter-unknown
  The pipeline has no parameter "epoch". Did you mean "epochs"?
  help: It has: epochs, day.

error run-parameter-wrong
  Parameter "epochs": Too small: expected number to be >0, got -1.

2 errors. Why: pipewright explain run-parameter-unknown
`);
  });

  it("that a run lacks is asked for", async () => {
    const { code, stderr } = await pipewright(["run", "pipeline.ts", "-p", "epochs=1"], { cwd });
    expect(code).toBe(1);
    expect(stderr).toContain('error run-parameter-missing\n  Parameter "day" has no default.\n  help: Say it: -p day=…\n');
  });
});

describe.concurrent("a manifest", () => {
  const head = "apiVersion: argoproj.io/v1alpha1\nkind: ";
  it.each([
    [
      "several-workflows",
      ["a", "b"]
        .map((name) => `${head}Workflow\nmetadata: {name: ${name}}\nspec: {entrypoint: c, templates: [{name: c}]}\n`)
        .join("---\n"),
    ],
    ["template-not-here", `${head}Workflow\nmetadata: {name: a}\nspec: {workflowTemplateRef: {name: other}}\n`],
  ])("is refused as %s before anything starts", async (code, text) => {
    const cwd = project({ "manifest.yaml": text });
    const ended = await pipewright(["run", "manifest.yaml"], { cwd });
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toMatch(new RegExp(`^error ${code}`));
  });

  it("that is too large for a cluster's store is warned of, by check", async () => {
    const text = `${head}WorkflowTemplate\nmetadata: {name: a}\nspec: {entrypoint: c, templates: [{name: c, container: {image: "busybox:1", command: [echo], args: ["${"x".repeat(1_100_000)}"]}}]}\n`;
    const { code, stderr } = await pipewright(["check", "manifest.yaml"], { cwd: project({ "manifest.yaml": text }) });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^warning object-too-large {2}manifest\.yaml:1:1\n.* is 1,?075 KiB as JSON/m);
    expect(stderr.length).toBeLessThan(2000);
  });
});
