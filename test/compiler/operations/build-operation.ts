import { currentBuilder } from "../../../dsl/build/builder.ts";
import { max, min } from "../../../dsl/extremes.ts";
import { and, not, or } from "../../../dsl/logic.ts";
import type { Json, RefNode } from "../../../dsl/nodes/ref-node.ts";
import { pipeline } from "../../../dsl/pipeline.ts";
import { makeRef, type Owner, refNode } from "../../../dsl/ref.ts";
import type { Condition } from "../../../dsl/refs/condition.ts";
import { text } from "../../../dsl/text.ts";
import type { Tree } from "./tree.ts";

/** An operation as its author wrote it, and the values that its parameters have. */
export interface BuiltOperation {
  readonly node: RefNode;
  readonly values: ReadonlyMap<string, Json>;
}

/** Writes an operation by the public words. */
export function buildOperation(tree: Tree): BuiltOperation {
  const values = new Map<string, Json>();
  let node: RefNode | undefined;
  pipeline({ name: "operations", params: {} }, () => {
    const owner = currentBuilder("a test", undefined);
    const ref = build(tree, owner, values);
    node = refNode(ref as Parameters<typeof refNode>[0], owner, buildOperation);
  });
  return { node: node!, values };
}

function build(tree: Tree, owner: Owner, values: Map<string, Json>): unknown {
  if ("constant" in tree) return tree.constant;
  if ("leaf" in tree) {
    const name = `p${values.size}`;
    values.set(name, tree.leaf);
    return makeRef({ kind: "parameter", name }, owner, tree.form);
  }
  const args = ("of" in tree ? [tree.of, ...tree.args] : tree.args).map((arg) => build(arg, owner, values));
  if ("of" in tree)
    return (args[0] as Readonly<Record<string, (...given: unknown[]) => unknown>>)[tree.method]!(...args.slice(1));
  return words[tree.word](args);
}

const words: Readonly<Record<Extract<Tree, { word: string }>["word"], (args: readonly unknown[]) => unknown>> = {
  min: (args) => min(...(args as [number, number])),
  max: (args) => max(...(args as [number, number])),
  text: (args) => text(Object.assign(["", ...args.map(() => "")], { raw: [] }), ...(args as string[])),
  and: (args) => and(...(args as [Condition])),
  or: (args) => or(...(args as [Condition])),
  not: (args) => not(args[0] as Condition),
};
