import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conditionExpression, member, operationWire } from "../../compiler/3-lower/expression.ts";
import { argoEnvironment } from "../../compiler/expression/argo-environment.ts";
import { evaluateExpression } from "../../compiler/expression/evaluate-expression.ts";
import { parseExpression } from "../../compiler/expression/parse-expression.ts";
import type { OperationNode } from "../../dsl/nodes/operation-node.ts";
import type { Json } from "../../dsl/nodes/ref-node.ts";
import { substitute } from "../../runner/controller/substitute.ts";
import { decodeWire, encodeWire } from "../../util/wire-form.ts";
import { askOracle, describeWithOracle } from "../helpers/go-oracle.ts";
import { answer, NoAnswer } from "./operations/answer.ts";
import { buildOperation } from "./operations/build-operation.ts";
import { type Tree, trees } from "./operations/tree.ts";

const leaf = (ref: { readonly kind: string; readonly name?: string }): string =>
  `fromJSON(${member("inputs.parameters", ref.name!)})`;

/** An operation as a step gets it: the expression of the wire form, and the parameters that it reads. */
interface Lowered {
  readonly wire: string;
  readonly condition: string;
  readonly parameters: Readonly<Record<string, string>>;
}

function lowered(tree: Tree): Lowered {
  const { node, values } = buildOperation(tree);
  const parameters = Object.fromEntries([...values].map(([name, value]) => [`inputs.parameters.${name}`, encodeWire(value)]));
  return {
    wire: operationWire(node as OperationNode, leaf as never),
    condition: conditionExpression(node, leaf as never),
    parameters,
  };
}

/** What plain JavaScript gives; undefined where the answer is none that JSON has, or the step fails. */
function expected(tree: Tree): { readonly value: Json } | undefined {
  try {
    return { value: answer(tree) };
  } catch (error) {
    if (error instanceof NoAnswer) return undefined;
    throw error;
  }
}

const isOperation = (tree: Tree): boolean => !("constant" in tree || "leaf" in tree);
const operations = fc.oneof(trees.number, trees.text, trees.truth, trees.any).filter(isOperation);
const conditions = trees.truth.filter(isOperation);
const normal = (value: Json): Json => JSON.parse(JSON.stringify(value)) as Json;
const inArgument = (expression: string, values: Readonly<Record<string, string>>) =>
  substitute({ value: `{{=${expression}}}` }, new Map(Object.entries(values)), "all").value;

describe("an operation on refs gives on a cluster what JavaScript gives", () => {
  it("as an argument, in the wire form", () => {
    let answered = 0;
    fc.assert(
      fc.property(operations, (tree) => {
        const { wire, parameters } = lowered(tree);
        const wanted = expected(tree);
        if (wanted === undefined) return;
        answered++;
        const argument = inArgument(wire, parameters);
        expect(decodeWire(argument)).toEqual(normal(wanted.value));
        expect(argument).not.toMatch(/\{\{|\$|[\u0000-\u001f\u007f]/);
      }),
      { numRuns: 3000 },
    );
    expect(answered).toBeGreaterThan(1500);
  });

  it("as a condition, which is true or false and nothing else", () => {
    fc.assert(
      fc.property(conditions, (tree) => {
        const { condition, parameters } = lowered(tree);
        const wanted = expected(tree);
        if (wanted === undefined) return;
        expect(evaluateExpression(condition, argoEnvironment(new Map(Object.entries(parameters))))).toBe(wanted.value);
      }),
      { numRuns: 3000 },
    );
  });

  it("and its text holds no braces that end its tag, and no constant that is code", () => {
    fc.assert(
      fc.property(operations, (tree) => {
        const { wire, condition } = lowered(tree);
        for (const expression of [wire, condition]) {
          expect(expression).not.toContain("}}");
          expect(expression.replaceAll("'{{'", "")).not.toContain("{{");
          for (const [, constant] of expression.matchAll(/'((?:[^'\\]|\\.)*)'/g))
            expect(constant).toMatch(/^(?:[A-Za-z0-9 _.\u0080-\u{10ffff}-]|\\x[0-9a-f]{2}|\\\\u00(?:7b|24|7f)|[{$])*$/u);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("with parentheses only where the expression would mean something else without them", () => {
    fc.assert(
      fc.property(operations, (tree) => {
        const { condition } = lowered(tree);
        const meaning = shape(condition);
        for (const without of withoutOnePair(condition)) expect([without, shape(without)]).not.toEqual([without, meaning]);
      }),
      { numRuns: 500 },
    );
  });
});

describeWithOracle("an operation on refs gives in Argo's own library", () => {
  it("what it gives here, 4,000 times", { timeout: 60_000 }, async () => {
    const cases = fc.sample(operations, { numRuns: 4000, seed: 20260903 }).map((tree) => ({ tree, ...lowered(tree) }));
    const answers = await askOracle(
      cases.map(({ wire, parameters }) => ({ kind: "expression", source: wire, values: parameters })),
    );
    cases.forEach(({ tree, wire, parameters }, index) => {
      const wanted = expected(tree);
      if (wanted === undefined) return;
      const { text, error } = answers[index]!;
      expect([wire, parameters, error], JSON.stringify(tree)).toEqual([wire, parameters, undefined]);
      expect(decodeWire(text!), wire).toEqual(normal(wanted.value));
    });
  });
});

/** What an expression means, without the places of its parts; undefined when it means nothing. */
function shape(expression: string): string | undefined {
  try {
    return JSON.stringify(parseExpression(expression).node, (key, value: unknown) =>
      key === "at" || key === "from" || key === "to" || key === "end"
        ? undefined
        : typeof value === "bigint"
          ? `${value}n`
          : value,
    );
  } catch {
    return undefined;
  }
}

/**
 * What stays in parentheses for whoever reads it: nobody remembers how `??` binds, which the language refuses beside other operators in
 * one order and not in the other; `--x` and `!!x` are easily misread, and so is a comparison right beside another one.
 */
const isForReaders = (inside: string, before: string, after: string): boolean =>
  /^[-!]/.test(inside) ||
  shape(inside)?.startsWith('{"kind":"binary","operator":"??"') === true ||
  /(?:[=!]=|[<>]=?|in|contains|startsWith|endsWith|matches) $/.test(before) ||
  /^ (?:[=!]=|[<>]|in |contains|startsWith|endsWith|matches)/.test(after);

/** The expression without one pair of parentheses, for each pair that is no call's. */
function withoutOnePair(expression: string): readonly string[] {
  const bare = expression.replace(/'(?:[^'\\]|\\.)*'/g, (constant) => "x".repeat(constant.length));
  const open: number[] = [];
  const found: string[] = [];
  for (const [index, character] of [...bare.split("")].entries()) {
    if (character === "(") open.push(index);
    if (character !== ")") continue;
    const from = open.pop()!;
    if (/[A-Za-z0-9_]/.test(bare[from - 1] ?? "")) continue;
    if (isForReaders(expression.slice(from + 1, index), bare.slice(0, from), bare.slice(index + 1))) continue;
    found.push(expression.slice(0, from) + expression.slice(from + 1, index) + expression.slice(index + 1));
  }
  return found;
}
