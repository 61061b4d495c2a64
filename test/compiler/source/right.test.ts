import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codesIn, codesInBody, parts, pipelineWith } from "../../helpers/read-text.ts";

/** Bodies that look like mistakes and are none. */
const right: readonly string[] = [
  // names that are hidden by others
  "const names = ['a']; for (const rows of names) say({ what: `${rows}` });",
  "[1, 2].forEach((rows) => { if (rows > 1) say({ what: rows }); });",
  "{ const rows = 3; if (rows > 2) say({ what: rows }); }",
  "function one(good) { if (good) say({ what: 1 }); } one(true);",
  "const { rows: other } = { rows: 3 }; if (other) say({ what: other });",
  "try { say({ what: 1 }); } catch (rows) { console.log(`${rows}`); }",
  "const words = { rows: 1, good: `x` }; if (words.rows === 1) say({ what: words.good });",
  "class Box { rows = 1; test() { return this.rows > 1 ? 1 : 2; } } say({ what: new Box().test() });",
  // values that may be something else
  "let before; for (const what of ['a', 'b']) { const shown = say({ what }); if (before) shown.after(before); before = shown; }",
  "const tell = (what, count) => say({ what: count ? count : what }); tell(1, rows); tell(2);",
  "const tell = (count) => say({ what: count ?? 0 }); tell(rows); tell(undefined);",
  "const tell = (count) => say({ what: typeof count === 'number' ? `${count}` : count }); tell(rows); tell(1);",
  "const tell = (count) => say({ what: typeof count !== 'object' ? count + 1 : count }); tell(rows);",
  "const tell = (count) => { if (typeof count === 'number') return say({ what: count * 2 }); return say({ what: count }); }; tell(rows); tell(1);",
  "const tell = (count) => { switch (typeof count) { case 'number': return say({ what: count * 2 }); default: return say({ what: count }); } }; tell(rows); tell(1);",
  "const tell = (count) => { if (!(typeof count === 'string')) return say({ what: count }); return say({ what: count.trim() + '!' }); }; tell(rows); tell('a');",
  "const tell = (list) => { for (const one of Array.isArray(list) ? list : [list]) say({ what: one }); }; tell(rows); tell([rows]);",
  "const isRef = (x) => x !== null && typeof x === 'object'; const tell = (count) => { if (isRef(count)) return say({ what: count }); return say({ what: count + 1 }); }; tell(rows); tell(1);",
  "const isNumber = (x) => Number.isFinite(x); const tell = (count) => say({ what: isNumber(count) ? count + 1 : count }); tell(2);",
  "const tell = (count) => say({ what: 'rows' in count ? count : `${count}` }); tell(task);",
  "const tell = (count) => say({ what: count instanceof Date ? count.toISOString() : count }); tell(rows); tell(new Date(0));",
  "const tell = (count) => say({ what: count === 'none' ? 0 : count }); tell(rows); tell('none');",
  "let chosen = undefined; [1].forEach(() => { chosen = rows; }); if (chosen) say({ what: chosen });",
  "const found = [rows, undefined].find((one) => one !== undefined); say({ what: found });",
  "const byName = new Map(); byName.set('a', rows); if (byName.get('a')) say({ what: byName.get('a') });",
  "const all = {}; for (const n of ['a']) { if (all[n]) continue; all[n] = say({ what: n }); }",
  "const maybe = [1].length > 1 ? rows : undefined; if (maybe) say({ what: maybe });",
  "const maybe = [1].length > 1 && rows; if (maybe) say({ what: maybe });",
  "let x = rows; x = 3; if (x > 2) say({ what: x });",
  "let x = 3; if ([1].length) x = rows; if (x) say({ what: x });",
  "const tell = (count?: NumberRef) => { if (count !== undefined) say({ what: count }); }; tell(rows);",
  "const tell = (count?: NumberRef) => say({ what: count ? count.plus(1) : 0 }); tell(rows);",
  "const tell = (count: Limit) => say({ what: count ? 1 : 0 }); tell(rows);",
  "const tell = ({ count }: { count?: NumberRef }) => say({ what: count ?? 0 }); tell({ count: rows });",
  "const tell = (options: { count?: NumberRef }) => { const { count } = options; if (!count) return; say({ what: count }); }; tell({ count: rows });",
  "const tell = (options: Options = {}) => { if (options.count && options.more) say({ what: 1 }); }; tell({ count: rows, more: rows });",
  // tasks as objects of now
  "const a = say({ what: 1 }); const b = say({ what: 2 }); for (const t of [a, b]) if (t !== a) t.after(a);",
  "say({ what: Object.keys(task).length });",
  "for (const [name, ref] of Object.entries(task)) if (name !== 'with' && name !== 'after') say({ what: ref });",
  "const steps = ['a', 'b'].map((what) => say({ what })); say({ what: 'end' }).after(...steps);",
  "const steps = ['a', 'b'].map((what) => say({ what })); if (steps.length > 1) say({ what: steps.length });",
  "const steps = [task]; if (steps.includes(task)) say({ what: steps.indexOf(task) });",
  "console.log(rows, task); say({ what: 1 });",
  "const parts = { ...task }; say({ what: parts.rows });",
  // what refs can
  "when(rows.gt(3).and(good), () => void say({ what: rows.plus(1).times(2) }));",
  "when(not(good), () => void say({ what: text`${rows} rows` })).otherwise(() => void say({ what: 1 }));",
  "say({ what: names.length() }); say({ what: names.at(0) }); say({ what: names.isEmpty() });",
  "say({ what: names.includes('a') }); say({ what: rows.orElse(3) }); say({ what: rows.json() });",
  "say({ what: [rows, { good }] });",
  "say({ what: rows, more: good?.eq(true) });",
  "void rows.gt(3); say({ what: 1 });",
  "const many = rows.gt(3); const all = [many]; say({ what: all });",
  "const many = rows.gt(3); say({ many });",
  "const check = () => rows.gt(3); when(check(), () => void say({ what: 1 }));",
  "function guarded(c) { when(c, () => void say({ what: 1 })); return c; } guarded(rows.gt(3));",
  "const trials = forEach([1, 2], (n) => train({ examples, epochs: n })); say({ what: trials.auc });",
  "forEach(names, (name, index) => void say({ what: [name, index] }), { parallelism: 2 });",
  "repeatUntil((last, round) => ({ a: train({ examples, epochs: round }).auc }), (r) => r.a.gt(0.9), { max: 3, start: { a: 0 } });",
  "onExit(({ status, duration }) => { say({ what: text`${status} after ${duration}` }); });",
  "onFailure(({ failures }) => { forEach(failures, (failure) => void say({ what: failure.task })); });",
  "task.onExit(({ outputs }) => { for (const name of Object.keys(outputs)) say({ what: name }); });",
  "const answer = approve({ message: text`${rows} rows` }); say({ what: answer.rate }).after(answer);",
  // plain JavaScript
  "const n = 3; if (n > 2 && n !== 4) say({ what: n > 2 ? `n is ${n}` : JSON.stringify({ n }) });",
  "for (let i = 0; i < 3; i++) say({ what: i * 2 });",
  "const rates = [1, 2, 3].map((e) => 10 ** -e).filter((r) => r < 0.5); forEach(rates, (rate) => void say({ what: rate }));",
  "const { length } = 'abc'; say({ what: Math.max(length, ...[1, 2]) });",
  "const key = 'what'; say({ [key]: 1 });",
  "const tag = (strings, ...values) => values[0]; say({ what: tag`${rows}` });",
  "say({ what: new Date(2024, 1, 1).getTime() });",
  "const started = Date.now(); say({ what: 1 }); console.log(Date.now() - started);",
  "if (process.env.VERBOSE) console.log('verbose'); say({ what: 1 });",
  "const log = process.env.DEBUG ? console.log : () => {}; log('x'); say({ what: 1 });",
  "queueMicrotask(() => console.log('built')); say({ what: 1 });",
  "process.on('exit', () => console.log('bye')); say({ what: 1 });",
  "ingest({ source: file(import.meta.dirname + '/a.csv') });",
  "ingest({ source: file(new URL('a.csv', import.meta.url).pathname) });",
  "ingest({ source: file(process.cwd() + '/a.csv') });",
  // functions that are called, one way or the other
  "const a = () => say({ what: 1 }); [1].forEach(a);",
  "const a = () => say({ what: 1 }); const steps = { a }; steps['a']();",
  "const a = () => say({ what: 1 }); a.call(undefined);",
  "const a = () => say({ what: 1 }); const b = [1].length ? a : () => say({ what: 2 }); b();",
  "const make = (f) => f(); make(() => say({ what: 1 }));",
  "const make = (f) => () => f(); make(() => say({ what: 1 }))();",
  "const steps = [() => say({ what: 1 }), () => say({ what: 2 })]; for (const step of steps) step();",
  "const steps = new Map([['a', () => say({ what: 1 })]]); for (const step of steps.values()) step();",
  "const steps = { a: () => say({ what: 1 }), b: () => say({ what: 2 }) }; for (const step of Object.values(steps)) step();",
  "const retry = (f, n) => { if (n > 0) { f(); retry(f, n - 1); } }; retry(() => say({ what: 1 }), 3);",
  "const once = ((made) => () => (made ??= say({ what: 1 })))(); once(); once();",
  "function outer() { inner(); function inner() { say({ what: 1 }); } } outer();",
  "const late = { run: () => say({ what: 1 }) }; const { run } = late; run();",
  "new (class { constructor(f) { f(); } })(() => say({ what: 1 }));",
  "const all = ['a', 'b'].reduce((before, what) => { const t = say({ what }); if (before) t.after(before); return t; }, undefined); say({ what: 1 }).after(all);",
  "const first = [1, 2].sort((a, b) => a - b)[0]; say({ what: first });",
  "const items = []; if ([1].length) items.push('a'); items.forEach((what) => void say({ what }));",
  "const items = []; for (const n of [1, 2]) items.push(n); items.map((what) => say({ what }));",
  "say({ what: 1 }); return; ",
  "if ([1].length > 3) return; say({ what: 1 });",
  "if ([1].length > 3) { say({ what: 1 }); return; } else { say({ what: 2 }); return; }",
];

describe("a right program has no finding", () => {
  it.each(right)("%s", (body) => {
    expect(codesInBody(body)).toEqual([]);
  });
});

describe("a large right program", () => {
  it("has no finding either", () => {
    const text = readFileSync(join(import.meta.dirname, "pipelines", "much-javascript.ts"), "utf8");
    expect(codesIn({ "pipeline.ts": text })).toEqual([]);
    const spoilt = text.replace("loads.length > 1 ?", "best.eq(0) ?");
    expect(codesIn({ "pipeline.ts": spoilt }).map((code) => code.split(" ")[0])).toEqual(["ref-decides-now"]);
  });
});

describe("names are resolved where they are declared", () => {
  const body = "if (rows) say({ what: 1 });";
  const use = (text: string, more: Readonly<Record<string, string>> = {}) =>
    codesIn({ "parts.ts": parts, ...more, "pipeline.ts": text });

  it("through renamed imports", () => {
    const text = `import { pipeline as describe } from "pipewright";\nimport { ingest as read, say } from "./parts.ts";\nexport default describe({ name: "p" }, () => { const { rows } = read({ source: "a" });\n${body} });`;
    expect(use(text)).toEqual(["ref-decides-now 4:5"]);
  });

  it("through namespaces", () => {
    const text = `import * as pw from "pipewright";\nimport * as parts from "./parts.ts";\nexport default pw.pipeline({ name: "p" }, () => { const { rows } = parts.ingest({ source: "a" });\nif (pw.not(rows)) parts.say({ what: 1 }); });`;
    expect(use(text)).toEqual(["ref-decides-now 4:5"]);
  });

  it("through files that pass them on", () => {
    const more = {
      "all.ts":
        'export * from "./parts.ts";\nexport { pipeline as graph } from "pipewright";\nexport * as named from "./parts.ts";\n',
      "again.ts": 'import { ingest } from "./all.ts";\nexport { ingest as read };\nexport default ingest;\n',
    };
    const text = `import read, { read as other } from "./again.ts";\nimport { graph, named, say } from "./all.ts";\nexport default graph({ name: "p" }, () => { const { rows } = read({ source: "a" }); const { good } = other({ source: "b" }); named.say({ what: 1 });\n${body}\nif (good) say({ what: 1 }); });`;
    expect(use(text, more)).toEqual(["ref-decides-now 4:5", "ref-decides-now 5:5"]);
  });

  it("of standard components", () => {
    const text = `import { pipeline } from "pipewright";\nimport { validate, ingest } from "pipewright/components";\nexport default pipeline({ name: "p" }, () => { const { examples } = ingest({ source: "a" }); const checked = validate({ examples });\nif (checked.ok) ingest({ source: "b" }); });`;
    expect(use(text)).toEqual(["ref-decides-now 4:5"]);
  });

  it("in functions of other files, at the line that uses the ref", () => {
    const more = {
      "gate.ts": 'import { say } from "./parts.ts";\nexport function gate(value) {\n  if (value > 3) say({ what: 1 });\n}\n',
    };
    expect(use(pipelineWith("gate(rows);", 'import { gate } from "./gate.ts";'), more)).toEqual([
      "ref-compared-as-value gate.ts:3:7",
    ]);
  });

  it("and not of others that are called the same", () => {
    const more = { "pw.ts": "export const pipeline = (spec, body) => body({});\nexport const ingest = () => ({ rows: 3 });\n" };
    const text = `import { ingest, pipeline } from "./pw.ts";\nimport { say } from "./parts.ts";\nexport default pipeline({ name: "p" }, () => { const { rows } = ingest();\n${body} });`;
    expect(use(text, more)).toEqual([]);
    expect(use(text.replace("./pw.ts", "other-package"))).toEqual([]);
  });

  it("in rings of modules", () => {
    const more = {
      "a.ts": 'import { b } from "./b.ts";\nexport const a = () => b;\n',
      "b.ts": 'import { a } from "./a.ts";\nexport const b = () => a;\n',
    };
    expect(use(pipelineWith("a(); say({ what: 1 });", 'import { a } from "./a.ts";'), more)).toEqual([]);
  });
});

describe("files", () => {
  const text = pipelineWith("if (good) say({ what: 1 });");
  const crlf = text.replaceAll("\n", "\r\n");

  it("with Windows line ends have the same places", () => {
    expect(codesIn({ "parts.ts": parts, "pipeline.ts": crlf })).toEqual(["ref-decides-now 6:5"]);
  });

  it("with a byte order mark have the columns that editors and V8 show", () => {
    const oneLine = text.replaceAll("\n", " ");
    const column = oneLine.indexOf("(good") + 2;
    expect(codesIn({ "parts.ts": parts, "pipeline.ts": `\ufeff${oneLine}` })).toEqual([`ref-decides-now 1:${column}`]);
  });

  it("count columns in UTF-16 units, tabs as one", () => {
    const body = "\t/* 🌍 é */ if (good) say({ what: 1 });";
    expect(codesInBody(body)).toEqual([`ref-decides-now 6:${body.indexOf("(good") + 2}`]);
  });

  it("of JavaScript are read too", () => {
    const js = text.replaceAll("./parts.ts", "./parts.js");
    expect(codesIn({ "parts.js": parts, "pipeline.js": js }, "pipeline.js")).toEqual(["ref-decides-now 6:5"]);
    expect(codesIn({ "parts.js": parts, "pipeline.mjs": js }, "pipeline.mjs")).toEqual(["ref-decides-now 6:5"]);
  });

  it("that are no JavaScript are left to others", () => {
    expect(codesIn({ "parts.ts": parts, "pipeline.ts": `${text} const = ;` })).toEqual([]);
    expect(codesIn({ "parts.ts": "const = ;", "pipeline.ts": text })).toEqual([]);
    expect(codesIn({ "pipeline.ts": text })).toEqual([]);
    expect(codesIn({})).toEqual([]);
  });

  it("with decorators, generics, overloads and types of every kind are read", () => {
    const types =
      "type A<T> = { [K in keyof T]: T[K] }; interface B { (x: number): string } declare const c: A<B>; abstract class D<T> { @dec() private x?: T; static { void 0; } get y() { return 1; } set y(v) {} *z() { yield 1; } async w() { await 1; } }";
    expect(
      codesIn({ "parts.ts": parts, "pipeline.ts": pipelineWith("if (good as unknown as A<boolean>) say({ what: 1 });", types) }),
    ).toEqual(["ref-decides-now 6:5"]);
  });
});

describe("programs that nobody wrote by hand", () => {
  it("are read in time, or not at all", () => {
    const calls = Array.from({ length: 40 }, (_, n) => `const f${n + 1} = () => { f${n}(); f${n}(); };`);
    expect(codesInBody(`const f0 = () => say({ what: 1 }); ${calls.join(" ")} f40();`)).toEqual([]);
    const deep = (open: string, close: string) => `say({ what: ${open.repeat(20_000)}1${close.repeat(20_000)} });`;
    expect(codesInBody(deep("[", "]"))).toEqual([]);
    expect(codesInBody(deep("1 + ", ""))).toEqual([]);
    const many = Array.from({ length: 1000 }, (_, n) => `const t${n + 1} = say({ what: t${n} });`);
    expect(codesInBody(`const t0 = rows;\n${many.join("\n")}\nif (t1000) say({ what: 1 });`)).toEqual(["ref-decides-now 1007:5"]);
  });
});
