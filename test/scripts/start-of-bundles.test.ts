import { describe, expect, it } from "vitest";

type Rewrite = (text: string, fileName?: string) => string;
const load = async (name: string) =>
  (await import(new URL(`../../scripts/build/${name}.mjs`, import.meta.url).href)) as Readonly<Record<string, Rewrite>>;
const { eagerFunctions } = await load("eager-functions");
const { withoutBuiltInImports } = await load("built-ins");

describe("functions that V8 compiles with their module", () => {
  const rewritten = (text: string) => eagerFunctions!(text, "module.ts");

  it.each([
    [
      "an arrow function is put in parentheses, and those inside of it",
      "const f = (a) => a.map((b) => b);",
      "const f = ((a) => a.map(((b) => b)));",
    ],
    ["a function as a value is, too", "f(function () {});", "f((function () {}));"],
    ["a type of a function is none", "let f: (a: string) => void;", "let f: (a: string) => void;"],
    ["a method stays", "const o = { f() { return 1; } };", "const o = { f() { return 1; } };"],
    ["an async arrow function keeps its word", "run(async () => 1);", "run((async () => 1));"],
  ])("%s", (_title, text, expected) => {
    expect(rewritten(text)).toBe(expected);
  });

  it("a declared function can be called above its place, as before", () => {
    expect(rewritten("export const two = twice(1);\nexport function twice<T>(one: T) { return one; }")).toBe(
      "export var twice=(function twice<T>(one: T) { return one; });export const two = twice(1);\n",
    );
  });

  it("a declared function of a block is known in that block alone", () => {
    expect(rewritten("const f = () => { return g(); function g() { return 1; } };")).toBe(
      "const f = (() => {let g=(function g() { return 1; }); return g();  });",
    );
  });

  it("a function with overloads is left as it is", () => {
    const text = "function f(a: string): string;\nfunction f(a: number): number;\nfunction f(a: unknown) { return a; }";
    expect(rewritten(text)).toBe(text);
  });
});

describe("built-in modules that a bundle asks for", () => {
  it.each([
    ['import{join}from"node:path";f();', 'const{join}=process.getBuiltinModule("node:path");f();'],
    [
      'function f(){}import{join as a,sep}from"node:path";',
      'function f(){}const{join:a,sep}=process.getBuiltinModule("node:path");',
    ],
    ['a();import path from"node:fs/promises";', 'a();const path=process.getBuiltinModule("node:fs/promises");'],
    ['import{a}from"./chunk.js";import{b}from"zod";', 'import{a}from"./chunk.js";import{b}from"zod";'],
    ['const text=`import{a}from"node:fs"`;', 'const text=`import{a}from"node:fs"`;'],
  ])("%s", (text, expected) => {
    expect(withoutBuiltInImports!(text)).toBe(expected);
  });
});
