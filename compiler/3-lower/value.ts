import type { ArgNode } from "../../dsl/nodes/pipeline-node.ts";
import type { RefNode, ValueNode } from "../../dsl/nodes/ref-node.ts";
import { encodeWire } from "../../util/wire-form.ts";
import { conditionExpression, constantExpression, refExpression } from "./expression.ts";
import type { Scope } from "./scope.ts";
import { computedTerm, type Term } from "./term.ts";

/** A value as it is written at one place of the manifest. */
export function valueTerm(value: ValueNode, scope: Scope): Term {
  switch (value.kind) {
    case "constant":
      return constantTerm(value.value);
    case "file":
      return constantTerm(value.file);
    case "ref": {
      const { ref } = value;
      return ref.kind === "operation" ? computedTerm(decoded(ref, scope), !givesTruth(ref)) : scope.term(ref);
    }
  }
}

/** A ref as the expression of its decoded value. */
export const decoded = (ref: RefNode, scope: Scope): string => refExpression(ref, (leaf) => scope.term(leaf).value);

/** A condition as an expression whose outermost operator gives a truth value. */
export const conditionOf = (ref: RefNode, scope: Scope): string => conditionExpression(ref, (leaf) => scope.term(leaf).value);

function constantTerm(value: Extract<ValueNode, { kind: "constant" }>["value"]): Term {
  const text = encodeWire(value);
  return { tag: text, wire: constantExpression(text), value: constantExpression(value) };
}

const truthOperators: ReadonlySet<string> = new Set(["eq", "ne", "lt", "le", "gt", "ge", "and", "or", "not"]);

const givesTruth = (ref: RefNode): boolean => ref.kind === "operation" && truthOperators.has(ref.operator);

/** The value of an argument that is one. */
export const valueOfArg = (arg: ArgNode): ValueNode | undefined => (arg.kind === "value" ? arg.value : undefined);
