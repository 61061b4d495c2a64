import { describe, expect, it } from "vitest";
import { lowerCache } from "../../../compiler/3-lower/options/cache.ts";
import { argoEnvironment } from "../../../compiler/expression/argo-environment.ts";
import { evaluateExpression } from "../../../compiler/expression/evaluate-expression.ts";
import { days, secret, type TaskOptions } from "../../../dsl/index.ts";

const identity = {
  pipeline: "taxi",
  component: "train",
  image: "registry.example/ml/train:c-1",
  inputs: ["epochs", "digest-examples"],
};
const options: TaskOptions = { cache: { maxAge: days(30) } };
const given = { epochs: "3", "digest-examples": "sha256:ab" };

/** The key as the controller would have it. */
function keyOf(changed: Partial<typeof identity> = {}, values: Partial<typeof given> = {}, other: TaskOptions = options): string {
  const { key } = lowerCache(other, { ...identity, ...changed }).memoize!;
  const variables = Object.entries({ ...given, ...values }).map(([name, value]) => [`inputs.parameters.${name}`, value] as const);
  return String(evaluateExpression(/^\{\{=(.*)\}\}$/.exec(key)![1]!, argoEnvironment(new Map(variables))));
}

describe("the key of a cached result", () => {
  it("is one that Argo takes, whatever the values are", () => {
    expect(keyOf({}, { epochs: `"'{{workflow.name}} }} \\\\ \u0001"` })).toMatch(/^[a-zA-Z0-9][-a-zA-Z0-9]*$/);
  });

  it("is the same for the same code, values and inputs, wherever the image lies", () => {
    expect(keyOf()).toBe(keyOf({ image: "other.example:5000/train:c-1" }));
  });

  it.each([
    ["code", keyOf({ image: "registry.example/ml/train:c-2" })],
    ["value", keyOf({}, { epochs: "4" })],
    ["contents of an input", keyOf({}, { "digest-examples": "sha256:ac" })],
    ["version", keyOf({}, {}, { cache: { maxAge: days(30), version: "2" } })],
    ["variable", keyOf({}, {}, { ...options, env: { THREADS: 4 } })],
    [
      "name of the same value",
      String(
        evaluateExpression(
          /^\{\{=(.*)\}\}$/.exec(lowerCache(options, { ...identity, inputs: ["depth", "digest-examples"] }).memoize!.key)![1]!,
          argoEnvironment({
            "inputs.parameters.depth": given.epochs,
            "inputs.parameters.digest-examples": given["digest-examples"],
          }),
        ),
      ),
    ],
    ["boundary between two values", keyOf({}, { epochs: "3sha256:ab", "digest-examples": "" })],
  ])("is another one for another %s", (_what, key) => {
    expect(key).not.toBe(keyOf());
  });

  it("does not hang on how long it is kept, nor on what stands in a Secret", () => {
    expect(keyOf({}, {}, { cache: { maxAge: days(1) }, env: { PASSWORD: secret("db", "password") } })).toBe(keyOf());
  });
});

it("a cache lies in a place of its own for each namespace, pipeline and component, for as long as Go can say it", () => {
  expect(lowerCache(options, identity).memoize).toMatchObject({
    maxAge: "2592000s",
    cache: { configMap: { name: "pw-{{workflow.namespace}}-taxi-train" } },
  });
  expect(lowerCache({ cache: false }, identity)).toEqual({});
});
