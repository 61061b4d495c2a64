import { DslError } from "./dsl-error.ts";
import { callerOf } from "./place.ts";
import { type Condition, isRef, makeRef, type Owner, ownerOf, valueNode } from "./ref.ts";

/** Holds when all of them hold. */
export function and(...conditions: readonly [Condition, ...Condition[]]): Condition {
  const owner = ownerOfAll(conditions, and);
  return makeRef(
    { kind: "logic", operator: "and", operands: conditions.map((condition) => valueNode(condition, owner, and)) },
    owner,
  );
}

/** Holds when one of them holds. */
export function or(...conditions: readonly [Condition, ...Condition[]]): Condition {
  const owner = ownerOfAll(conditions, or);
  return makeRef(
    { kind: "logic", operator: "or", operands: conditions.map((condition) => valueNode(condition, owner, or)) },
    owner,
  );
}

/** Holds when the condition does not. */
export function not(condition: Condition): Condition {
  const owner = ownerOfAll([condition], not);
  return makeRef({ kind: "not", operand: valueNode(condition, owner, not) }, owner);
}

function ownerOfAll(conditions: readonly unknown[], word: Function): Owner {
  const [first] = conditions;
  if (isRef(first) && conditions.every(isRef)) return ownerOf(first);
  throw new DslError(
    "logic-wants-conditions",
    `${word.name}(...) got a plain value or nothing.`,
    "Pass boolean outputs or comparisons of refs.",
    callerOf(word),
  );
}
