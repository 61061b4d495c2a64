import { describe, expect, it } from "vitest";
import { evaluateWhen } from "../../compiler/expression/when.ts";

describe("a condition of when", () => {
  it.each([
    ["", true],
    ["true", true],
    ["false", false],
    ["5 == 5", true],
    ["  5   ==   5  ", true],
    ["hello == hello", true],
    ["hello != hello", false],
    ["'5' == 5", false],
    ["10 > 9", true],
    ["'' == ''", true],
    ["true || false && false", true],
    ["(true || false) && false", false],
    ["!(1 == 2)", true],
    ["a in (a, b)", true],
    ["c in (a, b)", false],
    ["abc =~ '^a'", true],
    ["abc !~ '^a'", false],
    ["'2024-01-02' > '2024-01-01'", true],
    ["1 + 2 * 3 == 7", true],
    ["1 == 1 ? true : false", true],
    ["0x10 == 16", true],
  ])("%j is %j", (text, expected) => {
    expect(evaluateWhen(text)).toBe(expected);
  });

  // Words of a controller 4.1.2.
  it.each([
    [
      "hello world == hello",
      "Invalid 'when' expression 'hello world == hello': Cannot transition token types from VARIABLE [hello] to VARIABLE [world]",
    ],
    ["1 ==", "Invalid 'when' expression '1 ==': Unexpected end of expression"],
    ["'it's' == 'its'", "Invalid 'when' expression ''it's' == 'its'': Unclosed string literal"],
    [" == x", "Invalid 'when' expression ' == x': Cannot transition token types from UNKNOWN [<nil>] to COMPARATOR [==]"],
    ["a.b == a.b", "Invalid 'when' expression 'a.b == a.b': Unable to access unexported field 'b' in token 'a.b'"],
    [
      "5 === 5",
      "Invalid 'when' expression '5 === 5': Invalid token: '===' (hint: try wrapping the affected expression in quotes (\"))",
    ],
    [
      "5 = 5",
      "Invalid 'when' expression '5 = 5': Invalid token: '=' (hint: try wrapping the affected expression in quotes (\"))",
    ],
    [
      "5 == 5 AND true",
      "Invalid 'when' expression '5 == 5 AND true': Cannot transition token types from NUMERIC [5] to VARIABLE [AND]",
    ],
    ["(1 == 1", "Invalid 'when' expression '(1 == 1': Unbalanced parenthesis"],
    [
      "eu-west == eu-west",
      "Failed to evaluate 'when' expresion 'eu-west == eu-west': Value 'eu' cannot be used with the modifier '-', it is not a number",
    ],
    [
      "'abc' < 5",
      "Failed to evaluate 'when' expresion ''abc' < 5': Value 'abc' cannot be used with the comparator '<', it is not a number",
    ],
    ["v1.2 == v1.2", "Failed to evaluate 'when' expresion 'v1.2 == v1.2': No parameter 'v1' found."],
    ["True", "Expected boolean evaluation for 'True'. Got True"],
    ["3", "Expected boolean evaluation for '3'. Got 3"],
  ])("%j is refused in the controller's words", (text, message) => {
    expect(() => evaluateWhen(text)).toThrow(expect.objectContaining({ name: "WhenError", message }));
  });
});
