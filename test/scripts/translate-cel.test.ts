import { describe, expect, it } from "vitest";
import { type CelFields, translateCel } from "../../scripts/argo/cel/translate-cel.ts";

const fields =
  (required: readonly string[] = [], withDefault: readonly string[] = []) =>
  (): CelFields => ({ required, withDefault });

describe("a rule of a CRD becomes TypeScript", () => {
  it.each([
    ["!(has(self.a) && has(self.b))", '!(has(self, "a") && has(self, "b"))'],
    ["has(self.a) && self.a", '(has(self, "a") && isTrue(self, "a"))'],
    ['!has(self.a) || self.a != ""', '(!has(self, "a") || (textOf(self, "a") !== ""))'],
    ["!has(self.a) || !self.a.matches('^[0-9]')", '(!has(self, "a") || !/^[0-9]/u.test(textOf(self, "a")))'],
    ["(has(self.a) ? 1 : 0) + (has(self.b) ? 1 : 0) <= 1", 'count(self, ["a","b"]) <= 1'],
    ["(has(self.a) ? 2 : 0) + (has(self.b) ? 1 : 0) <= 2", '(((has(self, "a") ? 2 : 0) + (has(self, "b") ? 1 : 0)) <= 2)'],
    ["has(self.a) || has(self.b) && has(self.c)", '(has(self, "a") || (has(self, "b") && has(self, "c")))'],
  ])("%s", (rule, code) => {
    expect(translateCel(rule, fields()).code).toBe(code);
  });

  it("about each item of a list, when it says so of all", () => {
    expect(translateCel("self.all(t, !has(t.a) || !has(t.b))", fields())).toEqual({
      each: true,
      fields: ["a", "b"],
      code: '(!has(self, "a") || !has(self, "b"))',
    });
  });

  it("that may read a field which is always there", () => {
    expect(translateCel("self.name.contains('x')", fields(["name"])).code).toBe('textOf(self, "name").includes("x")');
  });
});

describe("a rule that would be half understood is refused", () => {
  it.each([
    ["a field that may be missing", "self.name.contains('x')", fields(), '"name" may be missing'],
    ["a field with a default", "has(self.name)", fields([], ["name"]), '"name" has a default'],
    ["an unknown function", "has(self.a) && self.a.startsWith('x')", fields(), "is not known"],
    ["an unknown sign", "has(self.a) && 1 - 1 == 0", fields(), '- 1 == 0" is not known'],
    ["another list's rule", "self.a.all(t, has(t.b))", fields(), "is not known"],
    ["a rule inside a rule", "self.all(t, self.all(u, has(u.a)))", fields(), "is not known"],
    ["text with escapes", "has(self.a) && self.a == 'x\\\\y'", fields(), "escapes in text"],
    ["a rule without its end", "has(self.a", fields(), '"the end" was not expected'],
    ["more than a rule", "has(self.a) has(self.b)", fields(), '"has" was not expected'],
    ["a number for a truth", "has(self.a) ? 1 : 0", fields(), "is not known as flag"],
  ])("%s", (_what, rule, fieldsOf, words) => {
    expect(() => translateCel(rule, fieldsOf)).toThrow(words);
  });
});
