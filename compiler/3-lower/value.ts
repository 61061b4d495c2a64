import type { OperationNode } from "../../dsl/nodes/operation-node.ts";
import type { RefNode, ValueNode } from "../../dsl/nodes/ref-node.ts";
import { encodeWire } from "../../util/wire-form.ts";
import {
  conditionExpression,
  constantExpression,
  type LeafExpression,
  operandExpression,
  operationWire,
  refExpression,
} from "./expression.ts";
import type { Scope } from "./scope.ts";
import { type Term, tag } from "./term.ts";

/** A value as it is written at one place of the manifest. */
export function valueTerm(value: ValueNode, scope: Scope): Term {
  switch (value.kind) {
    case "constant":
      return constantTerm(value.value);
    case "file":
      return constantTerm(value.file);
    case "ref": {
      const { ref } = value;
      return ref.kind === "operation" ? operationTerm(ref, scope) : scope.term(ref);
    }
  }
}

const leafIn =
  (scope: Scope): LeafExpression =>
  (leaf) =>
    scope.term(leaf).value;

/** A ref as the expression of its decoded value, ready to have an index behind it. */
export const decoded = (ref: RefNode, scope: Scope): string => operandExpression(ref, leafIn(scope));

/** A condition as an expression whose outermost operator gives a truth value. */
export const conditionOf = (ref: RefNode, scope: Scope): string => conditionExpression(ref, leafIn(scope));

function operationTerm(operation: OperationNode, scope: Scope): Term {
  const wire = operationWire(operation, leafIn(scope));
  return { tag: tag(wire), wire, value: refExpression(operation, leafIn(scope)) };
}

function constantTerm(value: Extract<ValueNode, { kind: "constant" }>["value"]): Term {
  const text = encodeWire(value);
  return { tag: text, wire: constantExpression(text), value: constantExpression(value) };
}
