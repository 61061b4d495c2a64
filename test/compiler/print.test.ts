import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { printDocument } from "../../compiler/4-print/print.ts";
import type { YamlValue } from "../../compiler/4-print/yaml-value.ts";

const words = [
  "y",
  "No",
  "on",
  "~",
  "null",
  "0X1F",
  "0o7",
  "1_000",
  "12:30:45",
  "1e3",
  ".5",
  "-",
  "- a",
  "a: b",
  "a #b",
  "#",
  "=",
  "<<",
  "10s",
  "8Gi",
  "?",
  "|",
  "{{x}}",
  "it's",
  'say "hi"',
  "a\\b",
  "",
  " ",
  "a ",
  "\ta",
  "one\ntwo",
  "one\ntwo\n",
  "one\n\n",
  " one\ntwo",
  "a\r\nb",
  "\u0085",
  "\ufeff",
  "🐢",
  "2026-01-01",
  "a:",
  ":a",
  "a,b",
  "[a]",
  "registry.example/a:c-01",
  "@a",
  "`a`",
  "%a",
  "!a",
  "&a",
  "*a",
  "a b c",
  "true ",
  "constructor",
  "line one\n  indented: yes\n",
];
const text = fc.oneof(
  fc.constantFrom(...words),
  fc.string({ unit: "binary", maxLength: 12 }).map((one) => one.toWellFormed()),
  fc.string({ maxLength: 300 }),
);
const value = fc.letrec<{ value: YamlValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(
      text.filter((key) => key !== "__proto__" && key !== "<<"),
      tie("value"),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
})).value;

describe("a manifest as YAML", () => {
  it.each(["1.1", "1.2"] as const)("reads back as what it was, by a reader of YAML %s", (version) => {
    fc.assert(
      fc.property(value, (given) => {
        expect(parse(printDocument(given), { version, maxAliasCount: 0 })).toEqual(given);
      }),
      { numRuns: 3000 },
    );
  });

  it("has a line per task and per argument, and programs in lines of their own", () => {
    const long = "x".repeat(170);
    expect(
      printDocument({
        a: { tasks: [{ name: "a", arguments: { parameters: [{ name: "b", value: "1" }] } }] },
        source: "one\ntwo\n",
        list: ["a", "b"],
        far: [{ name: long, b: [1] }],
        none: [],
        empty: {},
      }),
    ).toBe(
      `a:\n  tasks:\n  - {name: a, arguments: {parameters: [{name: b, value: "1"}]}}\nsource: |\n  one\n  two\nlist: [a, b]\nfar:\n- name: ${long}\n  b: [1]\nnone: []\nempty: {}\n`,
    );
  });
});
