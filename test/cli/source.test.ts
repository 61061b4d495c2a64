import { mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pipewright, root } from "../helpers/cli.ts";

const parts = `import { component } from "pipewright";
import { z } from "zod";
export const ingest = component({ name: "ingest", outputs: { rows: z.int(), good: z.boolean() }, run: () => ({ rows: 1, good: true }) });
export const say = component({ name: "say", params: { what: z.unknown() }, run: () => {} });
`;
const pipelineOf = (body: string): string => `import { pipeline, when } from "pipewright";
import { ingest, say } from "./parts.ts";
export default pipeline({ name: "p" }, () => {
  const { rows, good } = ingest();
${body}
});
`;

/** A project of its own, where packages of this one are found. */
function project(body: string, files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "pipewright-source-"));
  mkdirSync(join(folder, "node_modules"));
  for (const name of ["zod", "typescript", "@typescript", "@types"])
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
  symlinkSync(root, join(folder, "node_modules", "pipewright"));
  const all = { "package.json": '{ "type": "module" }', "parts.ts": parts, "pipeline.ts": pipelineOf(body), ...files };
  for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, name), text);
  return folder;
}

const compile = (cwd: string, file = "pipeline.ts") => pipewright(["compile", file, "--stdout"], { cwd });
const heads = (stderr: string) => stderr.split("\n").filter((line) => /^(error|warning) /.test(line));
const readings = (cwd: string) => readdirSync(join(cwd, ".pipewright", "cache", "source"));

describe.concurrent("what is read in the source", () => {
  it("is said beside what the types and the graph say, each mistake once", async () => {
    const cwd = project(
      '  if (rows === 3) say({ what: 1 });\n  say({ what: rows * 2 });\n  say({ whatever: 1 });\n  const n: number = "a";\n  say({ what: n });',
      {
        "tsconfig.json": JSON.stringify({
          extends: join(root, "tsconfig.json"),
          compilerOptions: { noUnusedLocals: false },
          include: ["*.ts"],
          exclude: [],
        }),
      },
    );
    const { code, stderr } = await pipewright(["check", "pipeline.ts"], { cwd });
    expect(heads(stderr)).toEqual([
      "error ref-compared-as-value  pipeline.ts:5:7",
      "error ref-in-arithmetic  pipeline.ts:6:15",
      "error wrong-wire  pipeline.ts:7:9",
      "error type-error  pipeline.ts:8:9",
    ]);
    expect(code).toBe(1);
  });

  it("is said with all that is wrong with the graph", async () => {
    const { stderr } = await compile(project("  if (good) say({ what: 1 }).with({ retry: -1 });"));
    expect(heads(stderr).map((line) => line.replace(/ {2}.*/, ""))).toEqual([
      "error ref-decides-now",
      "error retry-limit-not-whole",
    ]);
  });

  it("is remembered until a file changes that it was read in, and wrong findings are gone then", async () => {
    const cwd = project("  gate(rows);", {
      "gate.ts": 'import { say } from "./parts.ts";\nexport const gate = (n) => void say({ what: `${n}` });\n',
    });
    writeFileSync(join(cwd, "pipeline.ts"), `import { gate } from "./gate.ts";\n${pipelineOf("  gate(rows);")}`);
    expect(heads((await compile(cwd)).stderr)).toEqual(["error ref-in-text  gate.ts:2:48"]);
    expect(readings(cwd)).toHaveLength(1);
    expect(heads((await compile(cwd)).stderr)).toEqual(["error ref-in-text  gate.ts:2:48"]);
    writeFileSync(join(cwd, "gate.ts"), 'import { say } from "./parts.ts";\nexport const gate = (n) => void say({ what: n });\n');
    expect(await compile(cwd)).toMatchObject({ code: 0, stderr: "2 tasks, 2 KiB of 1 MiB, 1 DAG\n" });
    expect(readings(cwd)).toHaveLength(1);
  });

  it("survives a memory that is broken, or that can't be written", async () => {
    const cwd = project("  say({ what: rows });");
    await compile(cwd);
    const [reading] = readings(cwd);
    writeFileSync(join(cwd, ".pipewright", "cache", "source", reading!), '{ "files": [');
    expect(await compile(cwd)).toMatchObject({ code: 0, stderr: "2 tasks, 2 KiB of 1 MiB, 1 DAG\n" });
  });

  it("ends at once where loading the file would never end", async () => {
    const cwd = project("  while (good) say({ what: 1 });");
    const { code, stderr } = await pipewright(["compile", "pipeline.ts"], { cwd, timeoutMilliseconds: 20_000 });
    expect(heads(stderr)).toEqual(["error ref-decides-now  pipeline.ts:5:10"]);
    expect(code).toBe(1);
  });

  it("stands in place of errors that come when nobody waits", async () => {
    const cwd = project(
      "  setTimeout(() => say({ what: 1 }), 1);\n  when(good, async () => { await 1; say({ what: 2 }); });\n  say({ what: 3 });",
    );
    const { code, stderr } = await compile(cwd);
    expect(heads(stderr)).toEqual(["error task-made-too-late  pipeline.ts:5:20", "error body-is-async  pipeline.ts:6:14"]);
    expect(code).toBe(1);
  });

  it("leaves errors that it can't explain, also when they come late", async () => {
    const cwd = project("  Reflect.apply(setTimeout, undefined, [() => say({ what: 1 }), 1]);\n  say({ what: 2 });");
    const { code, stderr } = await compile(cwd);
    expect(heads(stderr)).toEqual(["error outside-pipeline  pipeline.ts:5:47"]);
    expect(code).toBe(1);
  });

  it("is found in pipelines of JavaScript", async () => {
    const cwd = project("", { "pipeline.js": pipelineOf("  if (good) say({ what: 1 });") });
    expect(heads((await compile(cwd, "pipeline.js")).stderr)).toEqual(["error ref-decides-now  pipeline.js:5:7"]);
  });

  it("is at the same columns as what is thrown, with Windows line ends and a byte order mark", async () => {
    const text = (body: string) => `\ufeff${pipelineOf(body)}`.replaceAll("\n", "\r\n");
    const read = project("", { "pipeline.ts": text("  say({ what: `${rows}` });") });
    const thrown = project("", { "pipeline.ts": text('  say({ what: new Intl.NumberFormat("en").format(rows) });') });
    expect(heads((await compile(read)).stderr)).toEqual(["error ref-in-text  pipeline.ts:5:18"]);
    expect(heads((await compile(thrown)).stderr)).toEqual(["error ref-used-as-value  pipeline.ts:5:43"]);
    const graph = project("", {
      "pipeline.ts": text("  const a = say({ what: 1 }), b = say({ whatever: rows });\n  a.after(b);"),
    });
    expect(heads((await compile(graph)).stderr)).toEqual(["error unknown-argument  pipeline.ts:5:35"]);
  });
});
