import { describe, expect, it } from "vitest";
import { expressionWords } from "../../../compiler/diff/words/expression-words.ts";
import { collectedWords, valueWords } from "../../../compiler/diff/words/value-words.ts";

const names = {
  step: (name: string) => (name === "old" ? "new" : name),
  input: (name: string) => (name === "given" ? "load.rows" : name),
};

describe("an expression in words", () => {
  it.each([
    ["tasks.fit.outputs.parameters.auc", "fit.auc"],
    ["tasks['fit-2'].outputs?.parameters['a-b']", "fit-2.a-b"],
    ["steps.old.outputs.result", "new.result"],
    ["tasks.fit.status", "fit.status"],
    ["workflow.parameters.epochs", "params.epochs"],
    ["inputs.parameters['given']", "load.rows"],
    ["toJson(fromJSON(tasks.fit.outputs.parameters.auc)) > 0.9", "fit.auc > 0.9"],
    ["fromJSON(tasks.a.outputs.parameters.ok) == true && !(asInt(item) == 3)", "a.ok && !(item == 3)"],
    ["(int(item) + 1) * 2", "(item + 1) * 2"],
    ["int(fromJSON(inputs.parameters.x) + 1) % 2", "(x + 1) % 2"],
    ["1 - (2 - 3)", "1 - (2 - 3)"],
    ["1 - 2 - 3", "1 - 2 - 3"],
    ["1 + (2 + 3)", "1 + 2 + 3"],
    ["fromJSON(x)[asInt(item)] * 10", "(item of x) * 10"],
    ["(a ?? b).c", "(a ?? b).c"],
    ["a ?? b ?? c", "a ?? b ?? c"],
    ["a && b || c && d", "a && b || c && d"],
    ["a && (b || c)", "a && (b || c)"],
    ["(tasks.a.outputs.parameters.list ?? '[]')", "a.list"],
    ["fromJSON(tasks.a.outputs.parameters.list)[asInt(item)].rate", "item.rate of a.list"],
    ["['1', '\"x\"'][asInt(item)]", 'item of [1, "x"]'],
    ["replace(toJson(x), '{' + '{', '{\\\\u007b')", "x"],
    ["replace(x, 'a', 'b')", 'replace(x, "a", "b")'],
    ["map(a, { type(#) == 'string' ? fromJSON(#) : # })", "a"],
    ["filter(a, { # > 1 })", "filter(a, # > 1)"],
    ["a ? b : c", "a ? b : c"],
    ["x[1:]", "x[1:]"],
    ["this is (no expression", "this is (no expression"],
  ])("%s", (source, words) => {
    expect(expressionWords(source, names)).toBe(words);
  });
});

describe("a value in words", () => {
  it.each([
    ['"a b"', '"a b"'],
    ['"\\u007b\\u007bx}}"', '"{{x}}"'],
    ["plain text", '"plain text"'],
    ["{{tasks.fit.outputs.parameters.auc}}", "fit.auc"],
    ["{{= 1 + 1 }}", "1 + 1"],
    ["s3://{{workflow.namespace}}/{{inputs.parameters.given}}/x", '"s3://{workflow.namespace}/{load.rows}/x"'],
    ['"pipewright-file:cdaf0b5931442ef4/taxi.csv"', 'file "taxi.csv" with content cdaf0b59'],
    [3, "3"],
    [{ key: "{{item}}", plain: true }, '{"key":"item","plain":true}'],
  ])("%j", (value, words) => {
    expect(valueWords(value, names)).toBe(words);
  });

  it("is all that a loop has collected, where a key of ours says so", () => {
    const key = "{{workflow.namespace}}/{{workflow.name}}/old/model/";
    expect(collectedWords({ s3: { key } }, names)).toBe("all of new.model");
    expect(collectedWords({ s3: { key, bucket: "b" } }, names)).toBeUndefined();
    expect(collectedWords({ s3: { key: "some/where/" } }, names)).toBeUndefined();
  });
});
