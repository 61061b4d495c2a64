import { describe, expect, it } from "vitest";
import { argoEnvironment } from "../../compiler/expression/argo-environment.ts";
import { evaluateExpression } from "../../compiler/expression/evaluate-expression.ts";
import { ExpressionError } from "../../compiler/expression/expression-error.ts";
import { formatValue } from "../../compiler/expression/go/format-value.ts";
import { parseExpression } from "../../compiler/expression/parse-expression.ts";

const ENVIRONMENT = argoEnvironment({
  "inputs.parameters.n": "7",
  "inputs.parameters.list": '["b","a",3,2.0]',
  "tasks.clean-up.outputs.parameters.rows": "12",
  "tasks.gone.outputs.parameters.rows": null,
  item: "x",
});

/** The value as the controller puts it into text. */
const shown = (source: string): string => formatValue(evaluateExpression(source, ENVIRONMENT));

describe("an expression", () => {
  it.each([
    ["asInt(inputs.parameters.n) + 1", "8"],
    ["asFloat(inputs.parameters.n) / 2", "3.5"],
    ["7 / 2", "3.5"],
    ["7 % 2", "1"],
    ["2 ** 10", "1024"],
    ["9007199254740993 + 0", "9007199254740993"],
    ["1.0", "1"],
    ["1e21", "1e+21"],
    ["toJson(1.0)", "1"],
    ["toJSON({'b': 1, 'a': '<'})", '{\n  "a": "\\u003c",\n  "b": 1\n}'],
    ["toJson({'b': 1, 'a': '<'})", '{"a":"\\u003c","b":1}'],
    ["toJson(fromJSON(inputs.parameters.list))", '["b","a",3,2]'],
    ["fromJSON(inputs.parameters.list)[-1] == 2", "true"],
    ["tasks['clean-up'].outputs.parameters.rows", "12"],
    ["tasks.gone.outputs.parameters.rows ?? 'none'", "none"],
    ["tasks?.other?.outputs ?? 'none'", "none"],
    ["len(fromJSON(inputs.parameters.list))", "4"],
    ["toJson(map(1..3, # * 2))", "[2,4,6]"],
    ["toJson(filter([1, 2, 3], {# > 1}))", "[2,3]"],
    ["toJson(map([{'a': 1}], .a))", "[1]"],
    ["sum(map([1, 2], {let x = #; x * x}))", "5"],
    ["'a' in ['a'] and not ('b' in ['a'])", "true"],
    ["replace('a-b', '-', '_') | upper()", "A_B"],
    ["item == 'x' ? 'yes' : 'no'", "yes"],
    ["if item == 'x' { 1 } else { 2 }", "1"],
    ["'abc' matches '^a.c$' && 'abc' startsWith 'ab'", "true"],
    ["[1, 2, 3][1:]", "[2 3]"],
    ["string(asInt('5')) + '!'", "5!"],
    ["nil", "<nil>"],
    ["date('2024-02-29').Format('Jan 2, 2006')", "Feb 29, 2024"],
    ["duration('90m').Hours()", "1.5"],
    ["sprig.trimSuffix('.txt', 'a.txt')", "a"],
    ["jsonpath('{\"a\": {\"k\": 5}}', '$.a.k')", "5"],
  ])("%s gives %s", (source, expected) => {
    expect(shown(source)).toBe(expected);
  });

  it("keeps Go's whole and fractional numbers apart", () => {
    expect(evaluateExpression("1 + 1", ENVIRONMENT)).toBe(2n);
    expect(evaluateExpression("1 + 1.0", ENVIRONMENT)).toBe(2);
  });

  it("can't be changed once it is read", () => {
    const expression = parseExpression("[1, item]");

    expect(Object.isFrozen(expression)).toBe(true);
    expect(Object.isFrozen(expression.node)).toBe(true);
  });

  it.each([
    ["1 +", "unexpected token EOF (1:3)\n | 1 +\n | ..^"],
    ["'abc", "literal not terminated (1:5)\n | 'abc\n | ....^"],
    ["nosuch.x", "unknown name nosuch (1:1)\n | nosuch.x\n | ^"],
    ["toJSON(nosuch)", "unknown name nosuch (1:8)\n | toJSON(nosuch)\n | .......^"],
    ["1 + 'a'", "invalid operation: + (mismatched types int and string) (1:3)\n | 1 + 'a'\n | ..^"],
  ])("%s fails in expr's words", (source, message) => {
    expect(() => evaluateExpression(source, ENVIRONMENT)).toThrow(expect.objectContaining({ name: "ExpressionError", message }));
  });

  it("says on which line and column it fails", () => {
    const read = () => parseExpression("1 +\n  + )");

    expect(read).toThrow(ExpressionError);
    expect(read).toThrow(expect.objectContaining({ line: 2, column: 5 }));
  });
});
