import { inspect } from "node:util";
import { component, max, min, pipeline, text } from "pipewright";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { currentBuilder } from "../../dsl/build/builder.ts";
import { DslError } from "../../dsl/dsl-error.ts";
import type { OperationNode } from "../../dsl/nodes/operation-node.ts";
import type { RefNode } from "../../dsl/nodes/ref-node.ts";
import { isRef, makeRef, refNode } from "../../dsl/ref.ts";

const find = component({
  name: "find",
  outputs: {
    rows: z.int(),
    name: z.string(),
    words: z.array(z.string()),
    scores: z.object({ auc: z.number(), kind: z.string() }),
  },
  run: () => ({ rows: 1, name: "a", words: [], scores: { auc: 1, kind: "x" } }),
});

/** The node of what a body makes of its refs. */
function nodeOf(make: (found: ReturnType<typeof find>) => unknown): RefNode {
  let node: RefNode | undefined;
  pipeline({ name: "refs" }, () => {
    const made = make(find());
    if (!isRef(made)) throw new Error("no ref");
    node = refNode(made, currentBuilder("a test", undefined), nodeOf);
  });
  return node!;
}

const output = (name: string) => ({ kind: "ref", ref: { kind: "output", task: 0, output: name } });
const constant = (value: unknown) => ({ kind: "constant", value });

describe("an operation on a ref", () => {
  it("is data: its operator, its operands in the order of writing, and its place", () => {
    const node = nodeOf(({ rows }) => rows.plus(3)) as OperationNode;
    expect(node).toMatchObject({ kind: "operation", operator: "plus", operands: [output("rows"), constant(3)] });
    expect(node.at).toMatchObject({ file: import.meta.filename });
    expect([Object.isFrozen(node), Object.isFrozen(node.operands)]).toEqual([true, true]);
  });

  it("keeps a list on the left when it is asked for an item", () => {
    expect(nodeOf(({ words, name }) => words.includes(name))).toMatchObject({
      operator: "includes",
      operands: [output("words"), output("name")],
    });
  });

  it("may have its first ref behind a constant", () => {
    expect(nodeOf(({ rows }) => max(1, rows))).toMatchObject({ operator: "max", operands: [constant(1), output("rows")] });
  });

  it("writes a number out as text where its schema says that it is one, and leaves it open where nothing says so", () => {
    expect(nodeOf(({ rows, name }) => text`${name}: ${rows}`)).toMatchObject({
      operator: "text",
      operands: [output("name"), constant(": "), { ref: { operator: "json", operands: [output("rows")] } }],
    });
    expect(nodeOf(({ words }) => text`${words.at(0).orElse("")}`)).toMatchObject({ operands: [{ ref: { operator: "asText" } }] });
  });

  it("is refused with a ref of another pipeline, at its own line", () => {
    let stray: ReturnType<typeof find> | undefined;
    pipeline({ name: "other" }, () => {
      stray = find();
    });
    const wrong = () => nodeOf(({ rows }) => min(rows, stray!.rows));
    expect(wrong).toThrow(DslError);
    expect(wrong).toThrow("another pipeline");
  });
});

describe("a key of an object", () => {
  it("is a property of its ref, also when it is taken apart, and whatever it is called", () => {
    expect(nodeOf(({ scores: { auc } }) => auc)).toMatchObject({
      operator: "field",
      operands: [output("scores"), constant("auc")],
    });
    expect(nodeOf(({ scores: { kind } }) => kind)).toMatchObject({
      operator: "field",
      operands: [output("scores"), constant("kind")],
    });
  });

  it("of an item of a loop is looked up before the loop runs", () => {
    const owner = {};
    const own = makeRef({ kind: "item", scope: 4, path: ["a"] }, owner) as unknown as {
      readonly b: { field(key: string): never };
    };
    expect(refNode(own.b.field("length"), owner, nodeOf)).toEqual({ kind: "item", scope: 4, path: ["a", "b", "length"] });
  });

  it("is none of the names that JavaScript asks any object for: a ref is no promise", async () => {
    const ref = makeRef({ kind: "parameter", name: "a" }, {}) as unknown as { readonly [name: string]: unknown };
    expect([ref.then, ref.constructor, Reflect.get(ref, "__proto__")]).toEqual([undefined, undefined, undefined]);
    expect(await ref).toBe(ref);
    expect(inspect(ref)).toContain("pipewright.node");
  });
});

describe("a ref used as a value", () => {
  const uses: Readonly<Record<string, (found: ReturnType<typeof find>) => unknown>> = {
    "taken apart like a list": ({ words }) => [...(words as unknown as string[])],
    "walked through": ({ words }) => {
      for (const word of words as unknown as string[]) return word;
    },
    "made a text by its method": ({ rows }) => rows.toString(),
    "joined to a text": ({ name }) => `${name as unknown as string}!`,
  };
  it.each(Object.keys(uses))("%s is refused", (use) => {
    expect(() => nodeOf(uses[use]!)).toThrow("here it is used as a value now");
  });
});
