import { describe, expect, it } from "vitest";
import { codesIn, codesInBody, findingsIn, parts, pipelineWith } from "../../helpers/read-text.ts";

const messages = (body: string, before = "") =>
  findingsIn({ "parts.ts": parts, "pipeline.ts": pipelineWith(body, before) }).map(({ diagnostic }) => diagnostic.message);

describe("a task that is made too late", () => {
  it.each([
    ["setTimeout(() => say({ what: 1 }), 1);", "6:18"],
    ["setTimeout(function () { say({ what: 1 }); });", "6:26"],
    ["setImmediate(() => { [1].forEach((what) => void say({ what })); });", "6:49"],
    ["process.nextTick(() => say({ what: 1 }));", "6:24"],
    ["queueMicrotask(() => say({ what: 1 }));", "6:22"],
    ["process.on('exit', () => say({ what: 1 }));", "6:26"],
    ["fetch('x').then((what) => say({ what }));", "6:27"],
    ["Promise.resolve().finally(() => say({ what: 1 }));", "6:33"],
    ["const make = () => say({ what: 1 }); setTimeout(make, 1);", "6:20"],
    ["const make = async () => { await fetch('x'); say({ what: 1 }); }; void make();", "6:46"],
  ])("%s", (body, at) => {
    expect(codesInBody(`say({ what: 0 });${body}`)).toEqual([
      `task-made-too-late ${at.replace(/\d+$/, (column) => String(Number(column) + 17))}`,
    ]);
  });

  it("is not one before the first await, or in a promise's own function", () => {
    expect(codesInBody("const make = async () => { say({ what: 1 }); await fetch('x'); }; void make();")).toEqual([]);
    expect(codesInBody("void new Promise((done) => { say({ what: 1 }); done(1); });")).toEqual([]);
  });
});

describe("a task that is never made", () => {
  it.each([
    "const make = () => say({ what: 1 });",
    "function make() { say({ what: 1 }); }",
    "const make = () => { const inner = () => say({ what: 1 }); };",
    "const steps = { make: () => say({ what: 1 }) };",
    "[].map(() => say({ what: 1 }));",
    "return; say({ what: 1 });",
    "if ([1].length) return; else return; say({ what: 1 });",
    "when(good, () => { say({ what: 0 }); return; say({ what: 1 }); });",
    "const make = () => () => say({ what: 1 }); make();",
  ])("%s", (body) => {
    expect(codesInBody(`say({ what: 0 }); ${body}`).map((code) => code.split(" ")[0])).toEqual(["task-never-made"]);
  });

  it("says why", () => {
    expect(messages("const make = () => say({ what: 1 });")).toEqual([
      'Task "say" is in a function that nothing calls: it is no part of the pipeline.',
    ]);
    expect(messages("return; say({ what: 1 });")).toEqual([
      'Task "say" stands after a return, where nothing runs: it is no part of the pipeline.',
    ]);
  });
});

describe("a manifest that is never the same", () => {
  it.each([
    [
      "say({ what: Date.now() });",
      '"Date.now()" is something else at every compile, and becomes part of the manifest: "what" of task "say".',
    ],
    [
      "say({ what: `${new Date()}` });",
      '"new Date()" is something else at every compile, and becomes part of the manifest: "what" of task "say".',
    ],
    [
      "say({ what: new Date().getTime() + 3 });",
      '"new Date()" is something else at every compile, and becomes part of the manifest: "what" of task "say".',
    ],
    [
      "say({ what: { deep: [Math.random()] } });",
      '"Math.random()" is something else at every compile, and becomes part of the manifest: "what" of task "say".',
    ],
    [
      "if (Math.random() > 0.5) say({ what: 1 });",
      '"Math.random()" is something else at every compile, and becomes part of the manifest: whether there is task "say".',
    ],
    [
      "Date.now() > 3 && say({ what: 1 });",
      '"Date.now()" is something else at every compile, and becomes part of the manifest: whether there is task "say".',
    ],
    [
      "say({ what: 1 }).with({ env: { AT: new Date().toISOString() } });",
      '"new Date()" is something else at every compile, and becomes part of the manifest: an option of a task.',
    ],
    [
      "when(rows.gt(Math.random()), () => void say({ what: 1 }));",
      '"Math.random()" is something else at every compile, and becomes part of the manifest: what a ref is compared with.',
    ],
    [
      "forEach([Math.random()], (what) => void say({ what }));",
      '"Math.random()" is something else at every compile, and becomes part of the manifest: a loop.',
    ],
    [
      "const id = randomUUID(); say({ what: id });",
      '"randomUUID()" is something else at every compile, and becomes part of the manifest: "what" of task "say".',
      'import { randomUUID } from "node:crypto";',
    ],
    [
      "say({ what: os.hostname() });",
      '"os.hostname()" differs from machine to machine, and becomes part of the manifest: "what" of task "say".',
      'import os from "os";',
    ],
    [
      "say({ what: process.env.USER });",
      '"process.env.USER" differs from machine to machine, and becomes part of the manifest: "what" of task "say".',
    ],
    [
      'say({ what: process["env"]["USER"] ?? "x" });',
      '"process.env.USER" differs from machine to machine, and becomes part of the manifest: "what" of task "say".',
    ],
    [
      "const { USER = 'x' } = process.env; say({ what: USER });",
      '"process.env.USER" differs from machine to machine, and becomes part of the manifest: "what" of task "say".',
    ],
    [
      "say({ what: env.USER });",
      '"process.env.USER" differs from machine to machine, and becomes part of the manifest: "what" of task "say".',
      'import { env } from "node:process";',
    ],
    [
      "say({ what: import.meta.dirname + '/data' });",
      '"import.meta.dirname" differs from machine to machine, and becomes part of the manifest: "what" of task "say".',
    ],
    [
      "say({ what: stamp });",
      '"new Date()" is something else at every compile, and becomes part of the manifest: "what" of task "say".',
      "const stamp = new Date().toISOString();",
    ],
  ])("%s", (body, message, before = "") => {
    expect(messages(body, before)).toEqual([message]);
  });

  it("has one finding for a value, however often it is used", () => {
    expect(codesInBody("const now = Date.now(); say({ what: now }); say({ what: now + 1 });")).toEqual([
      "manifest-never-the-same 6:13",
    ]);
  });
});

describe("what a container would not have", () => {
  const codes = (text: string, more: Readonly<Record<string, string>> = {}, entry = "pipeline.ts") =>
    codesIn({ "parts.ts": parts, ...more, [entry]: text }, entry);
  const imports = 'import { component, pipeline } from "pewright";\n'.replace("pewright", "pipewright");

  it("is what a body knew, through functions too", () => {
    const body = "const rate = 1; const twice = () => rate * 2;\nconst c = component({ name: 'c', run: () => twice() }); c();";
    const text = `${imports}export default pipeline({ name: "p" }, () => { ${body} });`;
    expect(findingsIn({ "pipeline.ts": text }).map(({ diagnostic }) => diagnostic.message)).toEqual([
      'Component "c" is made inside the body of a pipeline, and its run reads "twice", "rate", which its container does not have.',
    ]);
  });

  it("is not what a module has, or what a function of it makes again", () => {
    const text = `${imports}const rate = 1; let calls = 0; const make = (name, by) => component({ name, run: () => { calls += by * rate; } });\nexport const a = make("a", 2);\nexport default pipeline({ name: "p" }, () => { a(); });`;
    expect(codes(text)).toEqual([]);
  });

  it("is a component that its module does not export", () => {
    const lib = `import { component } from "pipewright";\nexport const make = (name) => component({ name, run: () => {} });\nexport const all = { one: make("one") };\nconst hidden = make("hidden");\nexport const used = () => hidden();\nexport const shown = make("shown");\n`;
    const text = `${imports}import { all, make, shown, used } from "./lib.ts";\nexport const other = make("other");\nexport default pipeline({ name: "p" }, () => { all.one(); used(); shown(); other(); });`;
    expect(codes(text, { "lib.ts": lib })).toEqual(["component-not-exported lib.ts:2:31"]);
    expect(codes(text.replace("all.one(); used(); ", "").replace("other(); ", ""), { "lib.ts": lib })).toEqual([]);
    expect(
      codes(text, { "lib.ts": `${lib}export { hidden, one, other };\nconst { one } = all; const other = make("other");` }),
    ).toEqual([]);
    expect(codes(text, { "lib.ts": `${lib}export * from "some-package";` })).toEqual([]);
  });

  it("is a file that a module reads while it is loaded", () => {
    const text = (read: string) =>
      `${imports}import { readFileSync } from "node:fs"; import fs from "node:fs"; import { readFile } from "node:fs/promises"; import { join } from "node:path";\n${read}\nexport const a = component({ name: "a", run: () => {} });\nexport default pipeline({ name: "p" }, () => { a(); });`;
    for (const read of [
      'const x = readFileSync("a.json");',
      'const x = fs.readFileSync("./a.json");',
      'const x = await readFile(new URL("a.json", import.meta.url));',
      'const x = JSON.parse(readFileSync(join(import.meta.dirname, "a.json"), "utf8"));',
      'const x = readFileSync(join(process.cwd(), "a"));',
    ])
      expect(
        codes(text(read)).map((code) => code.split(" ")[0]),
        read,
      ).toEqual(["module-reads-file"]);
    for (const read of [
      'const x = readFileSync("/etc/hostname");',
      'const x = () => readFileSync("a.json");',
      'let x; try { x = readFileSync("a.json"); } catch {}',
      "const x = readFileSync(process.env.FILE);",
      'const x = process.env.CI ? readFileSync("a") : "";',
    ])
      expect(codes(text(read)), read).toEqual([]);
  });

  it("is a file that a module read by its lazy run reads, and not one of another component's", () => {
    const run = 'import { readFileSync } from "node:fs";\nconst x = readFileSync("a.json");\nexport const run = () => {};\n';
    const text = `${imports}export const a = component({ name: "a", run: () => import("./a.run.ts") });\nexport const b = component({ name: "b", run: () => {} });\nexport default pipeline({ name: "p" }, () => { b(); a(); });`;
    expect(codes(text, { "a.run.ts": run })).toEqual(["module-reads-file a.run.ts:2:11"]);
    expect(codes(text.replace("a(); ", ""), { "a.run.ts": run })).toEqual([]);
  });

  it("is the environment of the shell, unless tasks set it", () => {
    const text = (use: string) =>
      `${imports}const level = process.env.LEVEL;\nconst by = { level };\nexport const a = component({ name: "a", run: () => { console.log(${use}); } });\nexport default pipeline({ name: "p" }, () => { a()/**/; });`;
    expect(codes(text("level"))).toEqual(["run-reads-environment 2:15"]);
    expect(codes(text("by.level"))).toEqual(["run-reads-environment 2:15"]);
    expect(codes(text("process.env.LEVEL"))).toEqual([]);
    expect(codes(text("level").replace("/**/", '.with({ env: { LEVEL: "debug" } })'))).toEqual([]);
  });

  it("is a ref that a body leaves in a variable", () => {
    const text = `${imports}import { ingest } from "./parts.ts";\nlet rows; let other;\nconst show = () => String(rows);\nexport const a = component({ name: "a", run: () => { console.log(show(), other); other = 1; } });\nexport default pipeline({ name: "p" }, () => { rows = ingest({ source: "a" }).rows; other = 3; a(); });`;
    expect(codes(text)).toEqual(["run-reads-ref 6:48"]);
  });
});
